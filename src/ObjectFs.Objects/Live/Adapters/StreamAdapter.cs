using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ObjectFs.Objects.Live.Adapters;

/// <summary>How one kind of stream is listened to. Immutable, thread-safe.</summary>
internal abstract class StreamAdapter
{
    private static readonly ConcurrentDictionary<Type, StreamAdapter?> Known = new();

    /// <summary>Whether listening takes from the program what it may want itself, or makes it work.</summary>
    public abstract bool IsPulled { get; }

    /// <summary>Listens. Runs the program's code, and may throw.</summary>
    /// <param name="owner">Whose member it is.</param>
    /// <param name="stream">The member's value; null for an event.</param>
    /// <param name="sink">Takes what comes.</param>
    /// <returns>Listens no longer; runs the program's code.</returns>
    public abstract IDisposable Start(object? owner, object? stream, IStreamSink sink);

    /// <summary>For a member; null where it is no stream that can be listened to.</summary>
    public static StreamAdapter? Of(MemberInfo member, Type valueType) =>
        member is EventInfo happening ? EventAdapter.For(happening) : Of(valueType);

    /// <summary>For the values of a declared type; null where they are no streams.</summary>
    public static StreamAdapter? Of(Type type) => Known.GetOrAdd(type, static type =>
        Argument(type, typeof(ChannelReader<>)) is { } read ? Make(typeof(ChannelAdapter<>), read)
        : Argument(type, typeof(IObservable<>)) is { } observed ? Make(typeof(ObservableAdapter<>), observed)
        : Argument(type, typeof(IAsyncEnumerable<>)) is { } element ? Make(typeof(AsyncSequenceAdapter<>), element)
        : null);

    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "The adapters put no requirement on their arguments.")]
    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "The adapters are named here by typeof; their constructors are kept below.")]
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "The adapters are named here by typeof; their constructors are kept below.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Values need code made for them only where it can be made.")]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(ChannelAdapter<>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(ObservableAdapter<>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(AsyncSequenceAdapter<>))]
    private static StreamAdapter? Make(Type adapter, Type element) =>
        element.IsValueType && !RuntimeFeature.IsDynamicCodeSupported ? null : (StreamAdapter)Activator.CreateInstance(adapter.MakeGenericType(element))!;

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "An interface that the trimmer removed is one that nobody uses; the member is then not shown.")]
    private static Type? Argument(Type type, Type definition)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (t.IsGenericType && t.GetGenericTypeDefinition() == definition)
                return t.GetGenericArguments()[0];
        }

        foreach (var implemented in type.GetInterfaces())
        {
            if (implemented.IsGenericType && implemented.GetGenericTypeDefinition() == definition)
                return implemented.GetGenericArguments()[0];
        }

        return null;
    }
}
