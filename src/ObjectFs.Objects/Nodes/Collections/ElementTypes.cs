using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>What a collection's type says of its parts. Thread-safe.</summary>
internal static class ElementTypes
{
    private static readonly ConcurrentDictionary<Type, Type> Elements = new();
    private static readonly ConcurrentDictionary<Type, (Type Key, Type Value)> Entries = new();

    /// <summary>The element type; object where the type does not say.</summary>
    public static Type Of(Type collection) => Elements.GetOrAdd(collection, static type =>
        type.IsArray ? type.GetElementType()! : Argument(type, typeof(IEnumerable<>), 0) ?? typeof(object));

    /// <summary>The key and value types; object where the type does not say.</summary>
    public static (Type Key, Type Value) OfEntries(Type dictionary) => Entries.GetOrAdd(dictionary, static type =>
    {
        var definition = Argument(type, typeof(IDictionary<,>), 0) is null ? typeof(IReadOnlyDictionary<,>) : typeof(IDictionary<,>);
        return (Argument(type, definition, 0) ?? typeof(object), Argument(type, definition, 1) ?? typeof(object));
    });

    /// <summary>An argument of the interface of a definition that a type is or implements; null where it does not.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "An interface that the trimmer removed only makes elements objects of any type.")]
    internal static Type? Argument(Type type, Type definition, int position)
    {
        foreach (var implemented in type.GetInterfaces().Prepend(type))
        {
            if (implemented.IsGenericType && implemented.GetGenericTypeDefinition() == definition)
                return implemented.GetGenericArguments()[position];
        }

        return null;
    }
}
