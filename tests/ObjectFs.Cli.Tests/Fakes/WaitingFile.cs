using ObjectFs.Tree;

namespace ObjectFs.Cli.Tests.Fakes;

/// <summary>A file whose reader waits until it gives up.</summary>
internal sealed class WaitingFile(ulong inode) : Node
{
    private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Somebody reads.</summary>
    public Task Began => _began.Task;

    /// <summary>The reader gave up.</summary>
    public Task Cancelled => _cancelled.Task;

    public override NodeKind Kind => NodeKind.File;

    public override ulong Inode => inode;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        new(new NodeAttributes { Kind = Kind, Inode = inode, Mode = 0b100_100_100 });

    public override ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken) => new(new Waiting(this));

    private sealed class Waiting(WaitingFile file) : Handle
    {
        public override bool IsStream => true;

        public override async ValueTask<Result<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
        {
            file._began.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            file._cancelled.TrySetResult();
            return Errno.EINTR;
        }
    }
}
