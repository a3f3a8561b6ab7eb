using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <summary>A poll(2) that sleeps in the kernel. One for each open file, however often it is polled: who polls in vain again and again must not become many.</summary>
/// <param name="Notifier">Tells the kernel.</param>
/// <param name="KernelHandle">The kernel's number of the open file.</param>
internal sealed record PollWaiter(Notifier Notifier, ulong KernelHandle) : IPollWaiter
{
    /// <inheritdoc/>
    public void Wake() => Notifier.WakePoll(KernelHandle);
}
