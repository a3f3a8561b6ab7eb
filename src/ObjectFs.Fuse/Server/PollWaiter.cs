using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <summary>A poll(2) that sleeps in the kernel.</summary>
internal sealed class PollWaiter : IPollWaiter
{
    private readonly Notifier _notifier;
    private readonly ulong _kernelHandle;

    public PollWaiter(Notifier notifier, ulong kernelHandle)
    {
        _notifier = notifier;
        _kernelHandle = kernelHandle;
    }

    /// <inheritdoc/>
    public void Wake() => _notifier.WakePoll(_kernelHandle);
}
