using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Directories;

/// <content>Making, removing and renaming instances.</content>
internal sealed partial class TypeDirectory
{
    private InstanceMaking? _making;

    /// <inheritdoc/>
    protected override bool IsChangeable => Instances is { } extent && (extent.Export?.Creatable == true || extent.Naming?.NameProperty is not null);

    /// <inheritdoc/>
    protected override bool HasInstances => Instances is not null;

    private InstanceMaking Making => _making ?? Interlocked.CompareExchange(ref _making, new InstanceMaking(this, Instances!), null) ?? _making!;

    /// <inheritdoc/>
    public override ValueTask<Result<ReadOnlyMemory<byte>>> GetXattrAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken) => new(Xattrs.Get(name, _making?.Refusal));

    /// <inheritdoc/>
    public override ValueTask<Result<ReadOnlyMemory<byte>>> ListXattrsAsync(CancellationToken cancellationToken) => new(Xattrs.List(_making?.Refusal));

    /// <inheritdoc/>
    protected override ValueTask<Result<Node>> MakeInstanceAsync(ReadOnlySpan<byte> name, Caller caller) => Making.MakeAsync(name.ToArray(), caller);

    /// <inheritdoc/>
    protected override ValueTask<Result> RemoveInstanceAsync(ReadOnlySpan<byte> name, Caller caller) => Making.RemoveAsync(name.ToArray(), caller);

    /// <inheritdoc/>
    protected override ValueTask<Result> RenameInstanceAsync(ReadOnlySpan<byte> name, Node newParent, ReadOnlySpan<byte> newName, RenameFlags flags, Caller caller) =>
        Making.RenameAsync(name.ToArray(), newParent, newName.ToArray(), flags, caller);
}
