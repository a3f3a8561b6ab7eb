using ObjectFs.Objects.Nodes.Directories;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary>What the root holds beside the program's objects: <c>.objectfs</c>.</summary>
internal sealed class ServiceExtras(ObjectRegistry registry) : DirectoryExtras
{
    private static readonly byte[] Name = ".objectfs"u8.ToArray();

    private readonly ServiceDirectory _service = new(registry, Registry.Inode.Child(Registry.Inode.Root, Name));

    public override ulong Inode => _service.Inode;

    public override bool Holds(ReadOnlySpan<byte> name) => name.SequenceEqual(Name);

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) => _service.GetAttributesAsync(cancellationToken);

    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken) =>
        Holds(name) ? new(_service) : new(Errno.ENOENT);

    public override ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken) =>
        new(new CopiedListing([new Entry(Name, NodeKind.Directory, _service.Inode)]));
}
