using System.Reflection;

namespace ObjectFs.Objects.Shapes;

/// <summary>An event, which has no value.</summary>
internal sealed class EventCell(EventInfo happening) : Accessor(happening, happening.EventHandlerType!)
{
    /// <inheritdoc/>
    public override object? ReadObject(object? owner) => null;

    /// <inheritdoc/>
    public override void WriteObject(object? owner, object? value) => throw new NotSupportedException($"{Name} is an event.");
}
