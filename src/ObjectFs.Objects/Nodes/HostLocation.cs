using ObjectFs.Objects.Access;

namespace ObjectFs.Objects.Nodes;

/// <summary>The exported object itself.</summary>
internal sealed class HostLocation(Host host, Overdue? overdue = null) : Location(host, null)
{
    public override Type DeclaredType => typeof(object);

    public override string Name => Host.KnownPath;

    public override string FileName => Host.KnownPath[(Host.KnownPath.LastIndexOf('/') + 1)..];

    public override bool IsReadTrivial => Host.Policy.Sync == Sync.None;

    public override bool IsWriteTrivial => false;

    public override bool CanWrite => false;

    public override bool AllowsNull => false;

    public override int Mode => 0x124;

    public override int PartMode => Host.ModeMask;

    public override Overdue Overdue { get; } = overdue ?? new();

    public override object Read(List<object>? owners) => Host.Require();

    public override void Write(object? value) => throw new NotSupportedException("An exported object has its place for life.");
}
