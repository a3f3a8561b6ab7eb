using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using ObjectFs.Objects.Live.Adapters;
using ObjectFs.Objects.Values;

namespace ObjectFs.Objects.Shapes;

/// <summary>Decides the form of a type. Thread-safe.</summary>
internal static class Forms
{
    private static readonly ConcurrentDictionary<Type, Form> Declared = new();
    private static readonly ConcurrentDictionary<Type, Form> Runtime = new();

    // the runtime's own machinery, whose getters make things (a wait handle) or lead through the whole process,
    // and what has its place in the tree as a stream rather than as an object
    private static readonly Type[] Machinery =
    [
        typeof(Delegate), typeof(Type), typeof(MemberInfo), typeof(ParameterInfo), typeof(Assembly), typeof(Module), typeof(AppDomain),
        typeof(CancellationToken), typeof(CancellationTokenSource), typeof(WaitHandle), typeof(SafeHandle), typeof(Thread), typeof(SynchronizationContext),
        typeof(TaskScheduler), typeof(ExecutionContext), typeof(IServiceProvider), typeof(Stream), typeof(TextReader), typeof(TextWriter), typeof(Tree.Node), typeof(ObjectRegistry),
    ];

    /// <summary>The form that a declaration tells: <see cref="Form.Dynamic"/> where the value decides.</summary>
    public static Form OfDeclared(Type type) => Declared.GetOrAdd(type, static type =>
        ScalarText.TryGet(type, out _) ? Form.Scalar
        : type == typeof(string) ? Form.Text
        : type == typeof(byte[]) || type == typeof(Memory<byte>) || type == typeof(ReadOnlyMemory<byte>) ? Form.Bytes
        : IsHidden(type) ? Form.Hidden
        : Form.Dynamic);

    /// <summary>The form of a value of this type that is not null, as far as the type tells: <see cref="Form.Object"/> may yet turn out as <see cref="Form.Link"/>.</summary>
    public static Form OfRuntime(Type type) => Runtime.GetOrAdd(type, static type =>
    {
        var declared = OfDeclared(type);
        return declared != Form.Dynamic ? declared
            : Implements(type, typeof(IDictionary<,>)) || Implements(type, typeof(IReadOnlyDictionary<,>)) || typeof(IDictionary).IsAssignableFrom(type) ? Form.Dictionary
            : IsFuture(type) ? Form.Future
            : type.IsArray ? type.GetArrayRank() == 1 ? Form.List : Form.Sequence
            : typeof(IList).IsAssignableFrom(type) || Implements(type, typeof(IList<>)) || Implements(type, typeof(IReadOnlyList<>)) ? Form.List
            : typeof(IQueryable).IsAssignableFrom(type) ? Form.Sequence
            : typeof(ICollection).IsAssignableFrom(type) || Implements(type, typeof(ICollection<>)) || Implements(type, typeof(IReadOnlyCollection<>)) ? Form.Set
            : typeof(IEnumerable).IsAssignableFrom(type) ? Form.Sequence
            : Form.Object;
    });

    /// <summary>The form of a member that is hidden as a value, and may be shown as a stream.</summary>
    public static Form OfStream(Declaration declaration) =>
        declaration.IsEvent ? EventAdapter.For((EventInfo)declaration.Info) is null ? Form.Hidden : Form.Events
        : typeof(Stream).IsAssignableFrom(declaration.ValueType) ? Form.Content
        : StreamAdapter.Of(declaration.ValueType) is null ? Form.Hidden
        : Form.Events;

    private static bool IsHidden(Type type) =>
        type.IsPointer || type.IsByRef || type.IsByRefLike || type.IsFunctionPointer
        || Array.Exists(Machinery, machinery => machinery.IsAssignableFrom(type))
        || Implements(type, typeof(IObservable<>)) || Implements(type, typeof(IAsyncEnumerable<>))
        || IsOrDerivesFrom(type, typeof(ChannelReader<>)) || IsOrDerivesFrom(type, typeof(ChannelWriter<>)) || IsOrDerivesFrom(type, typeof(Channel<,>));

    private static bool IsFuture(Type type) =>
        typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask)
        || IsOrDerivesFrom(type, typeof(ValueTask<>)) || IsOrDerivesFrom(type, typeof(Lazy<>));

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "An interface that the trimmer removed because nobody uses it only makes a collection look like an object.")]
    private static bool Implements(Type type, Type definition) =>
        Is(type, definition) || Array.Exists(type.GetInterfaces(), implemented => Is(implemented, definition));

    private static bool IsOrDerivesFrom(Type type, Type definition)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (Is(t, definition))
                return true;
        }

        return false;
    }

    private static bool Is(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}
