using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Tables;

/// <summary>A read-only file about all instances of a type.</summary>
/// <param name="extent">The instances.</param>
/// <param name="inode">The file's own.</param>
/// <param name="mask">What is left of permission bits.</param>
/// <param name="open">Makes an open file; tells its size while it is open, where that is known.</param>
/// <param name="size">Its size where that costs nothing to know; else it is 0.</param>
internal sealed class TableFile(Extent extent, ulong inode, int mask, Func<Extent, OpenSize, ValueTask<Handle>> open, Func<Extent, long>? size = null) : Node
{
    private const int ReadOnlyMode = 0x124; // 0444

    private readonly OpenSize _opened = new();

    public override NodeKind Kind => NodeKind.File;

    public override ulong Inode => inode;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) => new(Attributes(_opened.Value));

    public override ValueTask<Result<NodeAttributes>> GetAttributesWithoutSizeAsync(CancellationToken cancellationToken) => new(Attributes(0));

    public override async ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        if ((flags & OpenFlags.Write) != 0)
            return new Failure(Errno.EACCES, "a table of all instances can only be read: write to the .json of one");
        if ((ReadOnlyMode & mask) == 0)
            return new Failure(Errno.EACCES, "its mode does not let it be read");
        return await open(extent, _opened).OffPool();
    }

    private NodeAttributes Attributes(long opened) => new()
    {
        Kind = NodeKind.File,
        Inode = inode,
        Mode = ReadOnlyMode & mask,
        Size = size?.Invoke(extent) ?? opened,
        Modified = extent.Modified,
    };
}
