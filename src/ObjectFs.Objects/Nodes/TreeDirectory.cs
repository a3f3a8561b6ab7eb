using System.Runtime.CompilerServices;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>A directory of the tree's own, behind which no object stands that could keep what was refused: it keeps the last one itself, for <c>user.objectfs.error</c>.</summary>
internal abstract class TreeDirectory : DescribedNode
{
    private StrongBox<Failure>? _refusal;

    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.Directory;

    /// <inheritdoc/>
    protected override Failure? Refusal => Volatile.Read(ref _refusal)?.Value;

    /// <inheritdoc/>
    protected override Failure Refuse(Caller caller, Failure failure)
    {
        Volatile.Write(ref _refusal, new(failure));
        return failure;
    }
}
