using ObjectFs.Objects.Access;
using ObjectFs.Objects.Live;
using ObjectFs.Objects.Shapes;

namespace ObjectFs.Objects.Nodes;

/// <summary>The exported static members of a type.</summary>
internal sealed class StaticHost(ObjectRegistry registry, Type type, string directory) : Host(registry, Policies.Of(type))
{
    private readonly Statics _statics = new(type);

    public override object? Target => _statics;

    public override long Born { get; } = registry.Now;

    public override string KnownPath => directory;

    public override ValueTask<string?> PathAsync() => new(directory);

    public override long? LastChange(Member member) => Registry.LastStaticChange(member.Accessor);

    public override void Arm(object owner, Member member) => Interest.Arm(null, member.Accessor);

    private sealed class Statics(Type type)
    {
        public override string ToString() => type.ToString();
    }

    public override Shape ShapeOf(object value) => ReferenceEquals(value, _statics) ? Shape.OfStatics(type) : base.ShapeOf(value);
}
