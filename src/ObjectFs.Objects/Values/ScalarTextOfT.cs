using ObjectFs.Tree;

namespace ObjectFs.Objects.Values;

/// <summary>The same without boxes.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
internal abstract class ScalarText<T> : ScalarText
{
    private protected ScalarText()
        : base(typeof(T))
    {
    }

    /// <summary>Writes a value. Allocates nothing for the types of the framework that are structs, and for enums.</summary>
    /// <param name="value">The value; null gives no text.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="written">The bytes written; 0 where it does not fit.</param>
    /// <returns>False where it does not fit.</returns>
    public abstract bool TryFormat(T value, Span<byte> destination, out int written);

    /// <summary>Reads a value. Allocates nothing on success for the types of the framework that are structs (but BigInteger), and for
    /// enums.</summary>
    /// <inheritdoc cref="ScalarText.Parse(ReadOnlySpan{byte}, object?)"/>
    public abstract Result<T> Parse(ReadOnlySpan<byte> text, in T current);

    /// <inheritdoc/>
    public sealed override bool TryFormat(object? value, Span<byte> destination, out int written)
    {
        written = 0;
        return value is null || TryFormat((T)value, destination, out written);
    }

    /// <inheritdoc/>
    public sealed override Result<object?> Parse(ReadOnlySpan<byte> text, object? current)
    {
        var result = Parse(text, current is T value ? value : default!);
        return result.TryGet(out var read) ? Success<object?>(read) : result.Failure;
    }

    // The language takes an object for a boxed Result<object> rather than for the value of one, unless its type is a parameter.
    private static Result<TValue> Success<TValue>(TValue value) => value;
}
