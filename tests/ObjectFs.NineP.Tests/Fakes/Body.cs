using System.Buffers.Binary;
using System.Text;

namespace ObjectFs.NineP.Tests;

/// <summary>The body of a frame, put together byte by byte, with whatever a test likes in it.</summary>
internal sealed class Body
{
    private readonly List<byte> _bytes = [];

    public byte[] Bytes => [.. _bytes];

    public Body U8(int value) => Raw((byte)value);

    public Body U16(int value) => Raw((byte)value, (byte)(value >> 8));

    public Body U32(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        _bytes.AddRange(bytes);
        return this;
    }

    public Body U64(ulong value) => U32((uint)value).U32((uint)(value >> 32));

    public Body Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public Body Text(string text) => Text(Encoding.UTF8.GetBytes(text));

    public Body Text(byte[] text) => U16(text.Length).Raw(text);

    public Body Data(byte[] data) => U32((uint)data.Length).Raw(data);

    public byte[] Frame(byte type, ushort tag) => [.. BitConverter.GetBytes((uint)(7 + _bytes.Count)), type, (byte)tag, (byte)(tag >> 8), .. _bytes];
}
