using System.Collections.Frozen;
using System.Net;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace ObjectFs.Objects.Values;

/// <summary>Makes the text of a type.</summary>
internal static partial class ScalarTypes
{
    private static readonly FrozenDictionary<Type, ScalarText> BuiltIn = new ScalarText[]
    {
        new BooleanText(),
        new CharText(),
        new RuneText(),
        new IntegerText<sbyte>(),
        new IntegerText<byte>(),
        new IntegerText<short>(),
        new IntegerText<ushort>(),
        new IntegerText<int>(),
        new IntegerText<uint>(),
        new IntegerText<long>(),
        new IntegerText<ulong>(),
        new IntegerText<Int128>(),
        new IntegerText<UInt128>(),
        new IntegerText<nint>(),
        new IntegerText<nuint>(),
        new BigIntegerText(),
        new FloatText<Half>(),
        new FloatText<float>(),
        new FloatText<double>(),
        new FloatText<NFloat>(),
        new DecimalText(),
        new GuidText(),
        new DateTimeText(TimeProvider.System),
        new DateTimeOffsetText(TimeProvider.System),
        new DateOnlyText(TimeProvider.System),
        new TimeOnlyText(TimeProvider.System),
        new TimeSpanText(),
        new UriText(),
        new VersionText(),
        new IPAddressText(),
        new IPEndPointText(),
    }.ToFrozenDictionary(text => text.Type);

    /// <summary>The text of a type, or null where it is no scalar.</summary>
    public static ScalarText? Create(Type type)
    {
        if (BuiltIn.TryGetValue(type, out var text))
            return text;

        // Any text is a string already, and what IParsable would make of it is not what a file holds.
        if (type == typeof(string) || type.IsGenericTypeDefinition || type.ContainsGenericParameters || type.IsByRefLike)
            return null;

        // IPAddress.Any and its like are of a type that nobody can name.
        if (!type.IsVisible && typeof(IPAddress).IsAssignableFrom(type))
            return BuiltIn[typeof(IPAddress)];

        return Nullable.GetUnderlyingType(type) is { } underlying
            ? ScalarText.TryGet(underlying, out var inner) ? CreateNullable(underlying, inner) : null
            : type.IsEnum ? CreateEnum(type)
            : CreateParsable(type) ?? CreateConverted(type);
    }
}
