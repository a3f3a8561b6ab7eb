using System.Runtime.CompilerServices;

namespace ObjectFs.Objects.Methods;

/// <summary>What is kept of calls, by object; gone with the object. Bounded. Thread-safe.</summary>
internal sealed class MethodStates
{
    private const int MaxPerObject = 256;

    private readonly ConditionalWeakTable<object, Dictionary<string, MethodState>> _byObject = [];

    /// <summary>Of one method.</summary>
    /// <param name="target">The exported object.</param>
    /// <param name="path">The method's place below it.</param>
    public MethodState Of(object target, string path)
    {
        var states = _byObject.GetOrCreateValue(target);
        lock (states)
        {
            if (states.TryGetValue(path, out var known))
                return known;

            // below objects that come and go there is no end of methods: what nobody made a context for is forgotten
            if (states.Count >= MaxPerObject && states.FirstOrDefault(static state => !state.Value.HasContexts) is { Key: { } forgotten })
                states.Remove(forgotten);
            var state = new MethodState();
            states.Add(path, state);
            return state;
        }
    }
}
