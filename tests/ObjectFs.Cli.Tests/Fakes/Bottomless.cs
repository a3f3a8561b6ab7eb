using ObjectFs.Tree;

namespace ObjectFs.Cli.Tests.Fakes;

/// <summary>A directory that holds a directory that holds a directory.</summary>
internal sealed class Bottomless(ulong inode) : Node
{
    public override NodeKind Kind => NodeKind.Directory;

    public override ulong Inode => inode;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        new(new NodeAttributes { Kind = Kind, Inode = Inode, Mode = 0b101_101_101 });

    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken) => new(new Bottomless(inode + 1));

    public override ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken) =>
        new FixedDirectory(("deeper", new Bottomless(inode + 1))).OpenDirectoryAsync(caller, cancellationToken);
}
