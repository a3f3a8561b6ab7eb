using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary>The listing of a live directory, without what does not appear in the twin.</summary>
internal sealed class TwinListing(TwinDirectory directory, DirectoryHandle live) : DirectoryHandle
{
    public override ValueTask<Result> ReadAsync(ulong cursor, IDirectorySink sink, CancellationToken cancellationToken) =>
        live.ReadAsync(cursor, new Filter(directory, sink), cancellationToken);

    public override ValueTask CloseAsync() => live.CloseAsync();

    private sealed class Filter(TwinDirectory directory, IDirectorySink sink) : IDirectorySink
    {
        public bool TryAdd(ReadOnlySpan<byte> name, NodeKind kind, ulong inode, ulong next) =>
            directory.InodeOf(name, kind, inode) is not { } own || sink.TryAdd(name, kind, own, next);
    }
}
