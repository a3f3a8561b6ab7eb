using ObjectFs.Objects.Access;
using ObjectFs.Objects.Methods;

namespace ObjectFs.Objects.Nodes;

/// <summary>The place of a method, for refusals and for paths that are seen from there; it holds no value.</summary>
internal sealed class MethodLocation(Location owner, Method method) : Location(owner.Host, owner)
{
    public override Type DeclaredType => typeof(void);

    public override string Name => method.FileNameText;

    public override string FileName => method.FileNameText;

    public override bool IsReadTrivial => false;

    public override bool IsWriteTrivial => false;

    public override bool CanWrite => false;

    public override bool AllowsNull => false;

    public override int Mode => method.Mode;

    public override int PartMode => method.Mask;

    public override Overdue Overdue { get; } = new();

    public override object? Read(List<object>? owners) => throw new NotSupportedException("A method has no value.");

    public override void Write(object? value) => throw new NotSupportedException("A method has no value.");
}
