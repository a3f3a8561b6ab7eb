using ObjectFs.Tree;

namespace ObjectFs.WinFsp.Tests;

/// <summary>A file that does what a test says.</summary>
internal sealed class StubFile(ulong inode) : Node
{
    public override NodeKind Kind => NodeKind.File;

    public override ulong Inode { get; } = inode;

    public long Size { get; set; }

    public int Mode { get; init; } = 0b110_100_100;

    public Freshness Freshness { get; init; }

    /// <summary>What an opener gets; a handle that does nothing by default.</summary>
    public Func<OpenFlags, ValueTask<Result<Handle>>>? Opener { get; init; }

    public Func<StubHandle>? Handle { get; init; }

    /// <summary>What looking at it does first.</summary>
    public Func<Task>? Look { get; init; }

    public override async ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken)
    {
        if (Look is not null)
            await Look();
        return Attributes;
    }

    public override ValueTask<Result<NodeAttributes>> GetAttributesWithoutSizeAsync(CancellationToken cancellationToken) => new(Attributes with { Size = 0 });

    public override ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken) =>
        Opener?.Invoke(flags) ?? new(Handle?.Invoke() ?? new StubHandle());

    private NodeAttributes Attributes => new() { Kind = Kind, Inode = Inode, Mode = Mode, Size = Size, Freshness = Freshness };
}
