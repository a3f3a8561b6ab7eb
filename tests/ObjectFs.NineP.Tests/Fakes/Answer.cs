using System.Buffers.Binary;
using System.Text;

namespace ObjectFs.NineP.Tests;

/// <summary>One frame that the server sent; its layout was checked.</summary>
internal sealed class Answer(byte type, ushort tag, byte[] body, NinePDialect? dialect)
{
    public byte Type { get; } = type;

    public ushort Tag { get; } = tag;

    public byte[] Body { get; } = body;

    public bool IsError => Type is Op.Lerror or Op.Error;

    /// <summary>The number of a refusal; null in 9P2000.</summary>
    public int? Errno => Type == Op.Lerror ? (int)U32(0) : Type == Op.Error && dialect == NinePDialect.Unix ? (int)U32(2 + U16(0)) : null;

    /// <summary>The sentence of a refusal; null in .L.</summary>
    public string? Sentence => Type == Op.Error ? Text(0) : null;

    public ushort U16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(Body.AsSpan(at));

    public uint U32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(Body.AsSpan(at));

    public ulong U64(int at) => BinaryPrimitives.ReadUInt64LittleEndian(Body.AsSpan(at));

    public string Text(int at) => Encoding.UTF8.GetString(Body, at + 2, U16(at));

    /// <summary>Of Rread and Rreaddir.</summary>
    public byte[] Data => Body[4..];

    public FileId Id(int at = 0) => new(Body[at], U32(at + 1), U64(at + 5));

    /// <summary>Of Rwalk.</summary>
    public FileId[] Ids => [.. Enumerable.Range(0, U16(0)).Select(index => Id(2 + (13 * index)))];

    public override string ToString() => $"type {Type} tag {Tag} {(Sentence ?? (Errno is { } errno ? ((ObjectFs.Tree.Errno)errno).ToString() : Convert.ToHexString(Body)))}";
}
