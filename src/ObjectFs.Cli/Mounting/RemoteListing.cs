using ObjectFs.Tree;

namespace ObjectFs.Cli.Mounting;

/// <summary>A listing whose entries have the numbers that the mounted tree has for them.</summary>
internal sealed class RemoteListing(RemoteEra era, DirectoryHandle inner) : DirectoryHandle
{
    public override ValueTask<Result> ReadAsync(ulong cursor, IDirectorySink sink, CancellationToken cancellationToken) =>
        inner.ReadAsync(cursor, new Renumbering(era, sink), cancellationToken);

    public override ValueTask CloseAsync() => inner.CloseAsync();

    private sealed class Renumbering(RemoteEra era, IDirectorySink sink) : IDirectorySink
    {
        public bool TryAdd(ReadOnlySpan<byte> name, NodeKind kind, ulong inode, ulong next) => sink.TryAdd(name, kind, era.InodeOf(inode), next);
    }
}
