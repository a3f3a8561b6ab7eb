using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Values;

/// <summary>
/// Enums by name, in any case, or by a defined number. <see cref="FlagsAttribute"/> ones are written <c>Read, Write</c>, read with commas or blanks
/// between, and
/// changed by <c>+Write</c> and <c>-Read</c>. A number that no name stands for is read only where it is the value already, so that what was written
/// can be written back.
/// </summary>
/// <typeparam name="TEnum">The enum.</typeparam>
/// <typeparam name="TNumber">What it is stored as.</typeparam>
internal sealed partial class EnumText<TEnum, TNumber> : ScalarText<TEnum>
    where TEnum : struct, Enum
    where TNumber : unmanaged, IBinaryInteger<TNumber>, IMinMaxValue<TNumber>
{
    /// <summary>The longest text that is read, in bytes: every flag of 64 by a long name fits.</summary>
    public const int LongestRead = 16 * 1024;

    private const int NamesDescribed = 20;

    private readonly IntegerText<TNumber> _number = new();
    private readonly bool _isFlags = typeof(TEnum).IsDefined(typeof(FlagsAttribute), inherit: false);

    // By value, as if unsigned; a name, its text and its value share an index.
    private readonly string[] _names = Enum.GetNames<TEnum>();
    private readonly byte[][] _texts;
    private readonly TNumber[] _values;
    private readonly TNumber _defined = TNumber.Zero;

    /// <summary>Reads the names once.</summary>
    public EnumText()
    {
        _texts = Array.ConvertAll(_names, Encoding.UTF8.GetBytes);
        _values = Array.ConvertAll(Enum.GetValues<TEnum>(), Number);
        foreach (var value in _values)
            _defined |= value;
        var longest = _isFlags ? _texts.Sum(text => text.Length + 2) : _texts.Select(text => text.Length).DefaultIfEmpty().Max();
        MaxLength = Math.Max(longest, _number.MaxLength.GetValueOrDefault());
    }

    /// <inheritdoc/>
    public override int? MaxLength { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Values => _names;

    /// <inheritdoc/>
    public override string Describe()
    {
        var names = string.Join(", ", _names.Take(NamesDescribed));
        if (_names.Length > NamesDescribed)
            names += string.Create(CultureInfo.InvariantCulture, $" … ({_names.Length} in all)");
        return _isFlags ? $"any of {names}, separated by commas" : $"one of {names}";
    }

    /// <inheritdoc/>
    public override bool TryFormat(TEnum value, Span<byte> destination, out int written)
    {
        var number = Number(value);
        var index = _values.AsSpan().IndexOf(number);
        if (index >= 0)
            return Utf8Text.TryCopy(_texts[index], destination, out written);
        return _isFlags && number != TNumber.Zero && (number & ~_defined) == TNumber.Zero
            ? TryFormatFlags(number, destination, out written)
            : _number.TryFormat(number, destination, out written);
    }

    /// <inheritdoc/>
    public override Result<TEnum> Parse(ReadOnlySpan<byte> text, in TEnum current)
    {
        text = Blanks.Trim(text);
        if (text.Length > LongestRead)
            return Refused.TooLong(text, LongestRead);
        var status = TryFind(text, out var value);
        if (status == Match.None && _isFlags)
            status = TryReadFlags(text, Number(current), out value);
        if (status == Match.None && WholeNumber.TryRead(text, out _))
            return ReadNumber(text, Number(current));
        return status switch
        {
            Match.One => Unsafe.BitCast<TNumber, TEnum>(value),
            Match.Several => Refused.Because(text, "differs only by case from several names; write it exactly"),
            _ => Refused.Malformed(text, Describe()),
        };
    }

    private static TNumber Number(TEnum value) => Unsafe.BitCast<TEnum, TNumber>(value);

    private Result<TEnum> ReadNumber(ReadOnlySpan<byte> text, TNumber current)
    {
        var result = _number.Parse(text, current);
        if (!result.TryGet(out var number))
            return result.Failure;
        return IsAllowed(number) || number == current ? Unsafe.BitCast<TNumber, TEnum>(number) : Refused.Malformed(text, Describe());
    }

    private bool IsAllowed(TNumber number) => _isFlags ? (number & ~_defined) == TNumber.Zero : _values.AsSpan().Contains(number);

    // The exact name first, then the only one that differs by case.
    private Match TryFind(ReadOnlySpan<byte> text, out TNumber value)
    {
        value = TNumber.Zero;
        for (var i = 0; i < _texts.Length; i++)
        {
            if (text.SequenceEqual(_texts[i]))
            {
                value = _values[i];
                return Match.One;
            }
        }

        Span<char> name = stackalloc char[512];
        if (text.IsEmpty || !Utf8Text.TryRead(text, name, out var length))
            return Match.None;
        var match = Match.None;
        for (var i = 0; i < _names.Length; i++)
        {
            if (!_names[i].AsSpan().Equals(name[..length], StringComparison.OrdinalIgnoreCase))
                continue;
            if (match == Match.One && value != _values[i])
                return Match.Several;
            match = Match.One;
            value = _values[i];
        }

        return match;
    }

    private enum Match
    {
        None,
        One,
        Several,
    }
}
