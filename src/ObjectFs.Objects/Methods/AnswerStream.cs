using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace ObjectFs.Objects.Methods;

/// <summary>An IAsyncEnumerable of any type, used as one of objects without making code at run time.</summary>
internal sealed class AnswerStream
{
    private readonly object _source;
    private readonly MethodInfo _enumerate;
    private readonly MethodInfo _moveNext;
    private readonly PropertyInfo _current;

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "The interface is kept by those who implement it.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "The interface is kept by those who implement it.")]
    private AnswerStream(object source, Type contract)
    {
        _source = source;
        _enumerate = contract.GetMethod(nameof(IAsyncEnumerable<>.GetAsyncEnumerator))!;
        _moveNext = _enumerate.ReturnType.GetMethod(nameof(IAsyncEnumerator<>.MoveNextAsync))!;
        _current = _enumerate.ReturnType.GetProperty(nameof(IAsyncEnumerator<>.Current))!;
    }

    /// <summary>Null where it is none.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "The interface is kept by those who implement it.")]
    public static AnswerStream? Of(object source) =>
        Array.Find(source.GetType().GetInterfaces(), static type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)) is { } contract
            ? new AnswerStream(source, contract)
            : null;

    public object Enumerate(CancellationToken cancellationToken) => Invoke(_enumerate, _source, cancellationToken)!;

    public Task<bool> MoveNext(object enumerator) => ((ValueTask<bool>)Invoke(_moveNext, enumerator)!).AsTask();

    public object? Current(object enumerator) => Invoke(_current.GetMethod!, enumerator);

    private static object? Invoke(MethodInfo method, object target, params object?[] arguments) =>
        method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
