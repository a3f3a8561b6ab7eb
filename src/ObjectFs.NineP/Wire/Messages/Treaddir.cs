namespace ObjectFs.NineP.Wire;

/// <summary>Reads a directory, in .L. diod: readdir.</summary>
internal readonly ref struct Treaddir : IMessage<Treaddir>
{
    public static MessageType Type => MessageType.Treaddir;

    /// <summary>Which.</summary>
    public uint Fid { get; init; }

    /// <summary>0, or the offset of the last entry.</summary>
    public ulong Offset { get; init; }

    /// <summary>Bytes at most.</summary>
    public uint Count { get; init; }

    public static Treaddir Read(scoped ref WireReader reader) => new()
    {
        Fid = reader.ReadUInt32(),
        Offset = reader.ReadUInt64(),
        Count = reader.ReadUInt32(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(Fid);
        writer.WriteUInt64(Offset);
        writer.WriteUInt32(Count);
    }
}
