using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace ObjectFs.Objects.Values;

/// <summary>Makes the text of a type.</summary>
internal static class ScalarTypes
{
    /// <summary>The text of a type, or null where it is no scalar.</summary>
    public static ScalarText? Create(Type type) => Numbers(type);

    private static ScalarText? Numbers(Type type) =>
        type == typeof(sbyte) ? new IntegerText<sbyte>()
        : type == typeof(byte) ? new IntegerText<byte>()
        : type == typeof(short) ? new IntegerText<short>()
        : type == typeof(ushort) ? new IntegerText<ushort>()
        : type == typeof(int) ? new IntegerText<int>()
        : type == typeof(uint) ? new IntegerText<uint>()
        : type == typeof(long) ? new IntegerText<long>()
        : type == typeof(ulong) ? new IntegerText<ulong>()
        : type == typeof(Int128) ? new IntegerText<Int128>()
        : type == typeof(UInt128) ? new IntegerText<UInt128>()
        : type == typeof(nint) ? new IntegerText<nint>()
        : type == typeof(nuint) ? new IntegerText<nuint>()
        : null;
}
