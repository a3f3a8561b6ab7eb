using ObjectFs.Tree;

namespace ObjectFs.Objects.Values;

/// <summary>
/// How the values of one type are written and read as text: strict, invariant, one form written, a few more read. What is written can be read back
/// unchanged.
/// <para>Text is UTF-8 and carries no newline at its end: <see cref="Utf8Text.NewlineAfter"/> says which one follows it in a file, and
/// <see cref="Utf8Text.TakeNewline"/> takes it off again. The text of null is empty.</para>
/// <para>Immutable, thread-safe, one instance a type. Nothing is thrown but what a user's own formatter, parser or converter throws.</para>
/// </summary>
internal abstract partial class ScalarText
{
    private protected ScalarText(Type type)
    {
        Type = type;
    }

    /// <summary>The type of the values, <see cref="Nullable{T}"/> included.</summary>
    public Type Type { get; }

    /// <summary>Whether null is one of the type's values: <see cref="Nullable{T}"/>, and every reference type.
    /// <see cref="Nullable{T}"/> reads empty text as null; whether a member of a reference type may be null is for its shape to say, before it asks
    /// here.</summary>
    public virtual bool IsNullable => !Type.IsValueType;

    /// <summary>The longest text that is ever written, in bytes without a newline; null where there is no bound.</summary>
    public virtual int? MaxLength => null;

    /// <summary>Every value by its text where they are few (bool, enums), else null.</summary>
    public virtual IReadOnlyList<string>? Values => null;

    /// <summary>Whether formatting and parsing run the program's own code: a parser, formatter or converter of a type that is not the framework's.</summary>
    public bool RunsUserCode =>
        (Nullable.GetUnderlyingType(Type) ?? Type) is { IsEnum: false } value && value.Assembly.GetName().Name?.StartsWith("System.", StringComparison.Ordinal) != true;

    /// <summary>The expected form in words, as a noun: <c>a whole number between 0 and 255</c>, <c>true or false</c>.</summary>
    public abstract string Describe();

    /// <summary>Writes a boxed value.</summary>
    /// <param name="value">A value of <see cref="Type"/>, or null.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="written">The bytes written; 0 for null, and where it does not fit.</param>
    /// <returns>False where it does not fit.</returns>
    public abstract bool TryFormat(object? value, Span<byte> destination, out int written);

    /// <summary>Reads a value and boxes it.</summary>
    /// <param name="text">UTF-8 without the newline that ended it. Blanks around it are ignored, except for characters.</param>
    /// <param name="current">The value now, which <c>+Write</c> and <c>-Read</c> change; null where there is none.</param>
    /// <returns>The value; EINVAL where the form is wrong, ERANGE where the value is, EILSEQ where it is not UTF-8, EFBIG where it is too long.
    /// The sentence is to follow the member's name: <c>'abc' is not a whole number between 0 and 255</c>.</returns>
    public abstract Result<object?> Parse(ReadOnlySpan<byte> text, object? current);
}
