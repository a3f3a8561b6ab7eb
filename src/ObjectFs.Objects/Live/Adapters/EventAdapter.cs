using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ObjectFs.Objects.Live.Adapters;

/// <summary>
/// An event: of any delegate type that returns nothing and takes up to four parameters by value. What is told is the arguments after a sender, where there is one: one as it is, several as a list.
/// </summary>
internal sealed class EventAdapter : StreamAdapter
{
    private readonly EventInfo _event;
    private readonly MethodInfo _method;
    private readonly bool _hasSender;

    private EventAdapter(EventInfo happening, MethodInfo method, bool hasSender)
    {
        _event = happening;
        _method = method;
        _hasSender = hasSender;
    }

    public override bool IsPulled => false;

    /// <summary>Null where the event's delegate has another shape.</summary>
    public static EventAdapter? For(EventInfo happening)
    {
        if (happening is not { AddMethod: not null, RemoveMethod: not null, EventHandlerType: { } type } || Parameters(type) is not { } parameters)
            return null;
        var types = Array.ConvertAll(parameters, static parameter => parameter.ParameterType);

        // a reference is taken by a handler of object
        for (var i = 0; i < types.Length; i++)
        {
            if (!types[i].IsValueType)
                types[i] = typeof(object);
            else if (!RuntimeFeature.IsDynamicCodeSupported)
                return null;
        }

        var hasSender = parameters.Length == 2 && parameters[0].ParameterType == typeof(object);
        return new EventAdapter(happening, Relay.Method(types), hasSender);
    }

    /// <inheritdoc/>
    public override IDisposable Start(object? owner, object? stream, IStreamSink sink)
    {
        var target = _event.AddMethod!.IsStatic ? null : owner;
        var handler = Delegate.CreateDelegate(_event.EventHandlerType!, new Relay(sink, _hasSender), _method);
        _event.AddMethod.Invoke(target, [handler]);
        return new Subscription(_event, target is null ? null : new(target), handler);
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Invoke is kept with every delegate type.")]
    private static ParameterInfo[]? Parameters(Type type)
    {
        var invoke = type.GetMethod("Invoke")!;
        var parameters = invoke.GetParameters();
        return invoke.ReturnType == typeof(void) && parameters.Length <= Relay.MaxParameters && Array.TrueForAll(parameters, static parameter => Shapes.Accessor.CanHold(parameter.ParameterType))
            ? parameters
            : null;
    }

    // the object holds the handler, which leads to no object
    private sealed class Subscription(EventInfo happening, WeakReference<object>? owner, Delegate handler) : IDisposable
    {
        public void Dispose()
        {
            object? target = null;
            if (owner?.TryGetTarget(out target) != false)
                happening.RemoveMethod!.Invoke(target, [handler]);
        }
    }

    /// <summary>What an event calls.</summary>
    private sealed class Relay(IStreamSink sink, bool hasSender)
    {
        public const int MaxParameters = 4;

        private static readonly MethodInfo?[] Methods =
        [
            ((Action)new Relay(null!, false).On).Method,
            ((Action<object>)new Relay(null!, false).On).Method.GetGenericMethodDefinition(),
            ((Action<object, object>)new Relay(null!, false).On).Method.GetGenericMethodDefinition(),
            ((Action<object, object, object>)new Relay(null!, false).On).Method.GetGenericMethodDefinition(),
            ((Action<object, object, object, object>)new Relay(null!, false).On).Method.GetGenericMethodDefinition(),
        ];

        [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "With values only where code can be made for them.")]
        [UnconditionalSuppressMessage("Trimming", "IL2060", Justification = "The methods put no requirement on their arguments.")]
        public static MethodInfo Method(Type[] types) => types.Length == 0 ? Methods[0]! : Methods[types.Length]!.MakeGenericMethod(types);

        private void On() => sink.Next(null);

        private void On<T>(T value) => sink.Next(value);

        private void On<T1, T2>(T1 first, T2 second) => sink.Next(hasSender ? second : new object?[] { first, second });

        private void On<T1, T2, T3>(T1 first, T2 second, T3 third) => sink.Next(new object?[] { first, second, third });

        private void On<T1, T2, T3, T4>(T1 first, T2 second, T3 third, T4 fourth) => sink.Next(new object?[] { first, second, third, fourth });
    }
}
