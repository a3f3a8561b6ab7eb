using ObjectFs.Tree;

namespace ObjectFs.Fuse.Tests;

/// <summary>A file that does what a test says.</summary>
internal sealed class StubFile : Node
{
    public StubFile(ulong inode)
    {
        Inode = inode;
    }

    public override NodeKind Kind => NodeKind.File;

    public override ulong Inode { get; }

    public long Size { get; set; }

    public Freshness Freshness { get; init; }

    public Freshness Name { get; init; }

    public Func<StubHandle>? Handle { get; init; }

    public Action? Look { get; init; }

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken)
    {
        Look?.Invoke();
        return new(new NodeAttributes { Kind = Kind, Inode = Inode, Mode = 0b110_100_100, Size = Size, Freshness = Freshness, Name = Name });
    }

    public override ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken) => new(Handle?.Invoke() ?? new StubHandle());
}
