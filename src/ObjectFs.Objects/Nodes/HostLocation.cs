using ObjectFs.Objects.Access;

namespace ObjectFs.Objects.Nodes;

/// <summary>The exported object itself.</summary>
internal sealed class HostLocation(Host host, Overdue? overdue = null) : Location(host, null)
{
    private Overdue? _overdue = overdue;

    public override Type DeclaredType => typeof(object);

    public override string Name => Host.KnownPath;

    public override string FileName => Host.KnownPath[(Host.KnownPath.LastIndexOf('/') + 1)..];

    public override bool IsReadTrivial => Host.Policy.Sync == Sync.None;

    public override bool IsWriteTrivial => false;

    public override bool CanWrite => false;

    public override bool AllowsNull => false;

    public override int Mode => 0x124;

    public override int PartMode => Host.ModeMask;

    // one for all objects of a type: where one of them holds up its caller, a thousand would
    public override Overdue Overdue => _overdue ??= Host.Target is { } target ? Host.ShapeOf(target).Overdue : new();

    public override object Read(List<object>? owners) => Host.Require();

    public override void Write(object? value) => throw new NotSupportedException("An exported object has its place for life.");
}
