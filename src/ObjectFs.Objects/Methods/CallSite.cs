using ObjectFs.Objects.Nodes;

namespace ObjectFs.Objects.Methods;

/// <summary>A method of the object at one place. Keeps nothing alive.</summary>
/// <param name="Owner">Where the object is.</param>
/// <param name="Method">The method.</param>
internal sealed record CallSite(Location Owner, Method Method)
{
    /// <summary>The method's own place.</summary>
    public MethodLocation Place { get; } = new(Owner, Method);

    public Host Host => Owner.Host;

    /// <summary>What was called here, or null where the object is gone.</summary>
    public MethodState? State => Host.Target is { } target ? StateOf(target) : null;

    /// <summary>The same while somebody holds the exported object.</summary>
    public MethodState StateOf(object target) => Host.Registry.MethodStates.Of(target, Place.Path);
}
