using System.Buffers.Binary;
using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <summary>Writes a listing into the answer of a Treaddir: qid[13] offset[8] type[1] name[s] for each entry.</summary>
internal sealed class ReaddirSink : IDirectorySink
{
    // The offsets of . and .., above every cursor of a directory.
    private const ulong AfterSelf = (1UL << 62) + 1;
    private const ulong AfterParent = (1UL << 62) + 2;
    private const int Fixed = Qid.Size + sizeof(ulong) + sizeof(byte) + sizeof(ushort);

    private readonly Request _request;
    private int _capacity;

    public ReaddirSink(Request request)
    {
        _request = request;
    }

    /// <summary>Bytes taken.</summary>
    public int Length { get; private set; }

    /// <summary>Whether an entry was offered for which there was no room.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Starts an answer: adds . and .. where they are due, because Linux does not.</summary>
    /// <param name="offset">As the client gave it.</param>
    /// <param name="capacity">Bytes at most.</param>
    /// <param name="self">The directory.</param>
    /// <param name="parent">The directory in which it is.</param>
    /// <returns>The cursor to read on from, or null where there is no room for more.</returns>
    public ulong? Begin(ulong offset, int capacity, ulong self, ulong parent)
    {
        Length = 0;
        IsFull = false;
        _capacity = capacity;
        if (offset == 0 && !Add("."u8, NodeKind.Directory, self, AfterSelf))
            return null;
        if (offset is 0 or AfterSelf && !Add(".."u8, NodeKind.Directory, parent, AfterParent))
            return null;
        return offset is 0 or AfterSelf or AfterParent ? 0 : offset > AfterParent ? null : offset;
    }

    /// <inheritdoc/>
    public bool TryAdd(ReadOnlySpan<byte> name, NodeKind kind, ulong inode, ulong next)
    {
        // a name that cannot be would spoil the whole listing; it is left out instead
        if (name.Length is 0 or > Protocol.MaxName || name.ContainsAny((byte)'/', (byte)0) || next is 0 or > 1UL << 62)
            return true;

        return Add(name, kind, inode, next);
    }

    private bool Add(ReadOnlySpan<byte> name, NodeKind kind, ulong inode, ulong next)
    {
        if (Fixed + name.Length > _capacity - Length)
        {
            IsFull = true;
            return false;
        }

        var at = _request.Answer.AsSpan(Protocol.DataHeaderSize + Length);
        at[0] = (byte)QidOf.TypeOf(kind);
        BinaryPrimitives.WriteUInt32LittleEndian(at[1..], 0);
        BinaryPrimitives.WriteUInt64LittleEndian(at[5..], inode);
        BinaryPrimitives.WriteUInt64LittleEndian(at[Qid.Size..], next);
        at[Qid.Size + sizeof(ulong)] = (byte)kind;
        BinaryPrimitives.WriteUInt16LittleEndian(at[(Fixed - sizeof(ushort))..], (ushort)name.Length);
        name.CopyTo(at[Fixed..]);
        Length += Fixed + name.Length;
        return true;
    }
}
