using System.Buffers.Binary;

namespace ObjectFs.NineP.Wire;

/// <summary>Puts a frame into a buffer. Never writes past it: once there was no room, nothing more is put, and <see cref="End"/> says so.</summary>
internal ref partial struct WireWriter
{
    private readonly Span<byte> _buffer;
    private bool _failed;

    public WireWriter(Span<byte> buffer, NinePDialect dialect)
    {
        _buffer = buffer;
        Dialect = dialect;
    }

    public NinePDialect Dialect { get; }

    /// <summary>Bytes put so far.</summary>
    public int Length { get; private set; }

    /// <summary>Whether something did not fit.</summary>
    public readonly bool HasFailed => _failed;

    /// <summary>The header; its size is filled in by <see cref="End"/>.</summary>
    public void Begin(MessageType type, ushort tag)
    {
        WriteUInt32(0);
        WriteByte((byte)type);
        WriteUInt16(tag);
    }

    /// <summary>Fills in the size.</summary>
    /// <returns>The bytes of the frame, or 0 where it did not fit.</returns>
    public readonly int End()
    {
        if (_failed)
            return 0;
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer, (uint)Length);
        return Length;
    }

    public void WriteByte(byte value)
    {
        if (Take(sizeof(byte)) is { IsEmpty: false } room)
            room[0] = value;
    }

    public void WriteUInt16(ushort value)
    {
        if (Take(sizeof(ushort)) is { IsEmpty: false } room)
            BinaryPrimitives.WriteUInt16LittleEndian(room, value);
    }

    public void WriteUInt32(uint value)
    {
        if (Take(sizeof(uint)) is { IsEmpty: false } room)
            BinaryPrimitives.WriteUInt32LittleEndian(room, value);
    }

    public void WriteUInt64(ulong value)
    {
        if (Take(sizeof(ulong)) is { IsEmpty: false } room)
            BinaryPrimitives.WriteUInt64LittleEndian(room, value);
    }

    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty && Take(bytes.Length) is { IsEmpty: false } room)
            bytes.CopyTo(room);
    }

    private Span<byte> Take(int count)
    {
        if (_failed || count > _buffer.Length - Length)
        {
            _failed = true;
            return default;
        }

        var room = _buffer.Slice(Length, count);
        Length += count;
        return room;
    }
}
