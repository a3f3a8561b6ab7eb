using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary>The root of a staging twin: the tree, and beside it <c>ctl</c> and <c>status</c>.</summary>
internal sealed class TransactionDirectory : Node
{
    private static readonly byte[] ControlName = "ctl"u8.ToArray();
    private static readonly byte[] StatusName = "status"u8.ToArray();

    private readonly TwinDirectory _twin;
    private readonly ControlFile _control;
    private readonly StatusFile _status;
    private readonly long _made;

    public TransactionDirectory(Transaction transaction, Node root)
    {
        Transaction = transaction;
        _twin = new TwinDirectory(transaction, root);
        _control = new ControlFile(transaction, Registry.Inode.Child(transaction.Inode, ControlName));
        _status = new StatusFile(transaction, Registry.Inode.Child(transaction.Inode, StatusName));
        _made = transaction.Registry.Now;
    }

    public Transaction Transaction { get; }

    public override NodeKind Kind => NodeKind.Directory;

    public override ulong Inode => Transaction.Inode;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        new(new NodeAttributes { Kind = NodeKind.Directory, Inode = Inode, Mode = MadeDirectories.OwnerOnly, Links = 1, Modified = _made });

    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken) =>
        name.SequenceEqual(ControlName) ? new(_control)
        : name.SequenceEqual(StatusName) ? new(_status)
        : _twin.LookupAsync(name, cancellationToken);

    public override async ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken)
    {
        var opened = await _twin.OpenDirectoryAsync(caller, cancellationToken).OffPool();
        return opened.TryGet(out var handle) ? new Listing(this, handle) : opened.Failure;
    }

    public override ValueTask<Result<CreatedFile>> CreateAsync(ReadOnlySpan<byte> name, int mode, OpenFlags flags, Caller caller, CancellationToken cancellationToken) =>
        _twin.CreateAsync(name, mode, flags, caller, cancellationToken);

    public override ValueTask<Result<Node>> CreateDirectoryAsync(ReadOnlySpan<byte> name, int mode, Caller caller, CancellationToken cancellationToken) =>
        _twin.CreateDirectoryAsync(name, mode, caller, cancellationToken);

    public override ValueTask<Result> RemoveAsync(ReadOnlySpan<byte> name, NodeKind kind, Caller caller, CancellationToken cancellationToken) =>
        new(Transaction.Refuse(new(Errno.EPERM, "rmdir drops the whole transaction; in it nothing is removed")));

    private sealed class Listing(TransactionDirectory directory, DirectoryHandle twin) : DirectoryHandle
    {
        // cursors of the two files, which no listing of the root has
        private const ulong AfterControl = 1UL << 60;
        private const ulong AfterStatus = AfterControl + 1;

        public override ValueTask<Result> ReadAsync(ulong cursor, IDirectorySink sink, CancellationToken cancellationToken)
        {
            if (cursor == 0 && !sink.TryAdd(ControlName, NodeKind.File, directory._control.Inode, AfterControl))
                return Result.SuccessAsync;
            if (cursor is 0 or AfterControl && !sink.TryAdd(StatusName, NodeKind.File, directory._status.Inode, AfterStatus))
                return Result.SuccessAsync;
            return twin.ReadAsync(cursor is AfterControl or AfterStatus ? 0 : cursor, new Others(sink), cancellationToken);
        }

        public override ValueTask CloseAsync() => twin.CloseAsync();

        // what the program calls ctl or status is not to be had here
        private sealed class Others(IDirectorySink sink) : IDirectorySink
        {
            public bool TryAdd(ReadOnlySpan<byte> name, NodeKind kind, ulong inode, ulong next) =>
                name.SequenceEqual(ControlName) || name.SequenceEqual(StatusName) || sink.TryAdd(name, kind, inode, next);
        }
    }
}
