using ObjectFs.Objects.Access;
using ObjectFs.Objects.Live;
using ObjectFs.Objects.Registry;
using ObjectFs.Objects.Shapes;

namespace ObjectFs.Objects.Nodes;

/// <summary>An exported object, held as its registry holds it.</summary>
internal sealed class InstanceHost(Extent extent, long number) : Host(extent.Registry, Policies.Of(extent.Type))
{
    /// <summary>Where it is registered.</summary>
    public Extent Extent => extent;

    /// <summary>Its number there.</summary>
    public long Number => number;

    public override object? Target => extent.Get(number);

    public override ObjectId? Id => extent.IdOf(number);

    public override long Born { get; } = extent.RegisteredAt(number);

    public override string KnownPath => Registry.KnownPathOf(extent, number);

    public override ValueTask<string?> PathAsync() => Registry.PathOfAsync(extent.IdOf(number));

    public override long? LastChange(Member member) => extent.LastChange(number, member.Accessor);

    public override void Arm(object owner, Member member) => Interest.Arm(owner, member.Accessor);
}
