using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>Finds how a collection is changed, or why it is not. Thread-safe.</summary>
internal static class Edits
{
    private static readonly ConcurrentDictionary<Type, ListEdit?> Lists = new();
    private static readonly ConcurrentDictionary<Type, DictionaryEdit?> Dictionaries = new();
    private static readonly ConcurrentDictionary<Type, SetEdit?> Sets = new();

    // whoever declares one of these lets others look, whatever stands behind it
    private static readonly Type[] ForReading =
        [typeof(IEnumerable<>), typeof(IReadOnlyCollection<>), typeof(IReadOnlyList<>), typeof(IReadOnlySet<>), typeof(IReadOnlyDictionary<,>)];

    /// <summary>How a list is changed; EPERM where it is not, EACCES where its mode forbids it.</summary>
    /// <param name="location">Where the list is.</param>
    /// <param name="list">The list there now.</param>
    public static Result<ListEdit> OfList(Location location, object list) => Check(location, list, Lists.GetOrAdd(list.GetType(), static type =>
        ElementTypes.Argument(type, typeof(IImmutableList<>), 0) is { } immutable ? Close<ListEdit>(typeof(ImmutableListEdit<>), immutable)
        : typeof(IList).IsAssignableFrom(type) ? new PlainListEdit()
        : ElementTypes.Argument(type, typeof(IList<>), 0) is { } element ? Close<ListEdit>(typeof(GenericListEdit<>), element)
        : null));

    /// <summary>The same for a dictionary.</summary>
    public static Result<DictionaryEdit> OfDictionary(Location location, object dictionary) => Check(location, dictionary, Dictionaries.GetOrAdd(dictionary.GetType(), static type =>
        ElementTypes.Argument(type, typeof(IImmutableDictionary<,>), 0) is { } immutable
            ? Close<DictionaryEdit>(typeof(ImmutableDictionaryEdit<,>), immutable, ElementTypes.Argument(type, typeof(IImmutableDictionary<,>), 1)!)
        : typeof(IDictionary).IsAssignableFrom(type) ? new PlainDictionaryEdit()
        : ElementTypes.Argument(type, typeof(IDictionary<,>), 0) is { } key
            ? Close<DictionaryEdit>(typeof(GenericDictionaryEdit<,>), key, ElementTypes.Argument(type, typeof(IDictionary<,>), 1)!)
        : null));

    /// <summary>The same for a set.</summary>
    public static Result<SetEdit> OfSet(Location location, object set) => Check(location, set, Sets.GetOrAdd(set.GetType(), static type =>
        Forms.OfDeclared(ElementTypes.Of(type)) is not (Form.Scalar or Form.Text) ? null
        : ElementTypes.Argument(type, typeof(IImmutableSet<>), 0) is { } immutable ? Close<SetEdit>(typeof(ImmutableSetEdit<>), immutable)
        : ElementTypes.Argument(type, typeof(ISet<>), 0) is { } element ? Close<SetEdit>(typeof(GenericSetEdit<>), element)
        : null));

    /// <summary>Why no part of a type can be made from what somebody writes, or null.</summary>
    public static Failure? RefuseText(Type type) =>
        Forms.OfDeclared(type) is Form.Hidden || (Forms.OfDeclared(type) is Form.Dynamic && type.IsValueType)
            ? new Failure(Errno.EPERM, $"{TypeNames.Short(type)} is not made from text; the program adds it")
            : null;

    /// <summary>Whether parts of a list or dictionary can be set where one is declared as a type and has no setter, as far as the type tells.</summary>
    public static bool MaySetParts(Type declared)
    {
        if (IsForReading(declared) || Has(typeof(IImmutableList<>)) || Has(typeof(IImmutableDictionary<,>)))
            return false;
        return typeof(IList).IsAssignableFrom(declared) || typeof(IDictionary).IsAssignableFrom(declared) || Has(typeof(IList<>)) || Has(typeof(IDictionary<,>))
            || declared == typeof(ICollection) || (declared.IsGenericType && declared.GetGenericTypeDefinition() == typeof(ICollection<>));

        bool Has(Type definition) => ElementTypes.Argument(declared, definition, 0) is not null;
    }

    private static bool IsForReading(Type declared) =>
        declared == typeof(IEnumerable) || (declared.IsGenericType && Array.IndexOf(ForReading, declared.GetGenericTypeDefinition()) >= 0);

    private static Result<T> Check<T>(Location location, object collection, T? edit)
        where T : Edit
    {
        var declared = location.DeclaredType;
        if (IsForReading(declared))
            return new Failure(Errno.EPERM, $"it is declared as {TypeNames.Short(declared)}, to be read only");
        if (edit is null || edit.IsReadOnly(collection))
            return new Failure(Errno.EPERM, $"{TypeNames.Short(collection.GetType())} can only be read");
        if (edit.IsReplacing && !location.CanWrite)
            return new Failure(Errno.EPERM, $"{TypeNames.Short(collection.GetType())} is changed by setting another, and there is no public setter");
        return (location.PartMode & 0x80) != 0 ? edit : new Failure(Errno.EACCES, "its mode does not let it be changed");
    }

    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "The type parameters of this assembly's own classes ask for nothing.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Where code cannot be made at run time, collections of structs that need it can only be read.")]
    private static T? Close<T>([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] Type definition, params Type[] arguments)
        where T : class
    {
        try
        {
            return (T?)Activator.CreateInstance(definition.MakeGenericType(arguments));
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }
}
