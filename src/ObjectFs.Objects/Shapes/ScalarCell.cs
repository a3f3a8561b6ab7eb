using System.Diagnostics.CodeAnalysis;
using ObjectFs.Objects.Values;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Shapes;

/// <summary>A scalar member to and from text without a box on the way. Immutable, thread-safe.</summary>
internal abstract class ScalarCell
{
    /// <summary>Writes the member's value and its newline; nothing for null.</summary>
    /// <returns>False where it does not fit.</returns>
    public abstract bool TryFormat(object owner, Span<byte> destination, out int written);

    /// <summary>Reads, checks and sets the member's value.</summary>
    /// <param name="owner">The object, or the box of the struct, that has the member.</param>
    /// <param name="text">Without the newline that ended it.</param>
    /// <param name="member">The member, for its checks.</param>
    public abstract Result<int> Set(object owner, ReadOnlySpan<byte> text, Member member);

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The accessor, which is a closed generic of the same type, exists already.")]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "The cell has no members that the trimmer could miss.")]
    public static ScalarCell For(Accessor accessor) =>
        ScalarText.TryGet(accessor.ValueType, out var text)
            ? (ScalarCell)Activator.CreateInstance(typeof(Cell<>).MakeGenericType(accessor.ValueType), accessor, text)!
            : throw new ArgumentException($"{accessor.ValueType} is no scalar.", nameof(accessor));

    private sealed class Cell<T>(Accessor<T> accessor, ScalarText<T> text) : ScalarCell
    {
        public override bool TryFormat(object owner, Span<byte> destination, out int written)
        {
            var value = accessor.ReadWhole(owner);
            if (!text.TryFormat(value, destination, out written))
                return false;
            if (written == 0 && value is null)
                return true;
            var newline = Utf8Text.NewlineAfter(destination[..written]);
            if (!newline.TryCopyTo(destination[written..]))
                return false;
            written += newline.Length;
            return true;
        }

        public override Result<int> Set(object owner, ReadOnlySpan<byte> source, Member member)
        {
            // what is there now matters to +Flag, -Flag and the zone of now; a getter that need not run does not
            var current = typeof(T).IsEnum || typeof(T) == typeof(DateTime) ? accessor.ReadWhole(owner) : default!;
            var parsed = text.Parse(source, current);
            if (!parsed.TryGet(out var value))
                return member.Expected is { } expected && parsed.Errno is Errno.EINVAL ? Refused.Malformed(source, expected) : parsed.Failure;
            if (member.Validations.Length > 0)
                member.Validate(owner, value);
            accessor.Write(owner, value);
            return 0;
        }
    }
}
