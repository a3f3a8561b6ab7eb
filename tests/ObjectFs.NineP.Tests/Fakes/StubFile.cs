using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests;

/// <summary>A file that does what a test says.</summary>
internal sealed class StubFile(ulong inode) : Node
{
    public override NodeKind Kind => NodeKind.File;

    public override ulong Inode { get; } = inode;

    public long Size { get; set; }

    public int Mode { get; init; } = 0b110_110_110;

    public uint Owner { get; init; } = Caller.Unknown;

    public List<Caller> Callers { get; } = [];

    public List<AttributeChanges> Changes { get; } = [];

    public Func<OpenFlags, CancellationToken, ValueTask<Result<Handle>>>? OnOpen { get; init; }

    public Func<CancellationToken, ValueTask<Result<NodeAttributes>>>? OnLook { get; init; }

    /// <summary>What each open gives.</summary>
    public Func<StubHandle>? Handle { get; init; }

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) => OnLook?.Invoke(cancellationToken) ?? new(Attributes);

    public override ValueTask<Result<NodeAttributes>> SetAttributesAsync(AttributeChanges changes, Caller caller, CancellationToken cancellationToken)
    {
        lock (Changes)
            Changes.Add(changes);
        return new(Attributes);
    }

    public override ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        lock (Callers)
            Callers.Add(caller);
        return OnOpen?.Invoke(flags, cancellationToken) ?? new(Handle?.Invoke() ?? new StubHandle());
    }

    private NodeAttributes Attributes => new() { Kind = Kind, Inode = Inode, Mode = Mode, Size = Size, UserId = Owner, GroupId = Owner };
}
