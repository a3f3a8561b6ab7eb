using ObjectFs.Objects.Live;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Streams;

/// <summary>An open stream of <c>.watch</c>: offsets mean nothing, a read waits for what comes.</summary>
/// <param name="inbox">What is still to be read.</param>
/// <param name="waits">Whether reads wait; else EAGAIN.</param>
/// <param name="leave">The reader goes.</param>
internal sealed class WatchHandle(Inbox inbox, bool waits, Func<ValueTask> leave) : Handle
{
    public override bool IsStream => true;

    public override ValueTask<Result<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) =>
        inbox.ReadAsync(buffer, waits, cancellationToken);

    public override PollEvents Poll(IPollWaiter? waiter) => inbox.Poll(waiter);

    public override ValueTask CloseAsync()
    {
        inbox.End();
        return leave();
    }
}
