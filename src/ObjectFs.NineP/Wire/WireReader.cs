using System.Buffers.Binary;

namespace ObjectFs.NineP.Wire;

/// <summary>
/// Takes fields from the body of a frame. Never reads past it: once something was missing, everything else is empty or 0, and <see cref="IsComplete"/> says so at the end.
/// </summary>
internal ref partial struct WireReader
{
    private ReadOnlySpan<byte> _rest;
    private bool _failed;

    /// <summary>Reads a body.</summary>
    /// <param name="body">What follows size, type and tag.</param>
    /// <param name="dialect">Some fields are there in some dialects only.</param>
    public WireReader(ReadOnlySpan<byte> body, NinePDialect dialect)
    {
        _rest = body;
        Dialect = dialect;
    }

    public NinePDialect Dialect { get; }

    /// <summary>Whether all fields were there, and nothing after them.</summary>
    public readonly bool IsComplete => !_failed && _rest.IsEmpty;

    /// <summary>Bytes that are left.</summary>
    public readonly int Left => _rest.Length;

    public byte ReadByte() => Take(sizeof(byte)) is { IsEmpty: false } bytes ? bytes[0] : (byte)0;

    public ushort ReadUInt16() => Take(sizeof(ushort)) is { IsEmpty: false } bytes ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : (ushort)0;

    public uint ReadUInt32() => Take(sizeof(uint)) is { IsEmpty: false } bytes ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;

    public ulong ReadUInt64() => Take(sizeof(ulong)) is { IsEmpty: false } bytes ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : 0;

    private ReadOnlySpan<byte> Take(uint count)
    {
        if (count > (uint)_rest.Length)
        {
            _failed = true;
            _rest = default;
            return default;
        }

        var taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }
}
