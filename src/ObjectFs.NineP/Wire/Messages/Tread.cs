namespace ObjectFs.NineP.Wire;

/// <summary>Reads. read(5).</summary>
internal readonly ref struct Tread : IMessage<Tread>
{
    public static MessageType Type => MessageType.Tread;

    /// <summary>What.</summary>
    public uint Fid { get; init; }

    /// <summary>Bytes from the start.</summary>
    public ulong Offset { get; init; }

    /// <summary>Bytes at most.</summary>
    public uint Count { get; init; }

    public static Tread Read(scoped ref WireReader reader) => new()
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
