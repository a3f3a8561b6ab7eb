namespace ObjectFs.NineP.Wire;

/// <summary>Asks who holds a lock. diod: getlock.</summary>
internal readonly ref struct Tgetlock : IMessage<Tgetlock>
{
    public static MessageType Type => MessageType.Tgetlock;

    /// <summary>Of which file.</summary>
    public uint Fid { get; init; }

    /// <summary>0 to read, 1 to write.</summary>
    public byte Lock { get; init; }

    /// <summary>Bytes.</summary>
    public ulong Start { get; init; }

    /// <summary>Bytes; 0 is to the end.</summary>
    public ulong Length { get; init; }

    /// <summary>Who asks.</summary>
    public uint ProcessId { get; init; }

    /// <summary>Who asks.</summary>
    public ReadOnlySpan<byte> ClientId { get; init; }

    public static Tgetlock Read(scoped ref WireReader reader) => new()
    {
        Fid = reader.ReadUInt32(),
        Lock = reader.ReadByte(),
        Start = reader.ReadUInt64(),
        Length = reader.ReadUInt64(),
        ProcessId = reader.ReadUInt32(),
        ClientId = reader.ReadString(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(Fid);
        writer.WriteByte(Lock);
        writer.WriteUInt64(Start);
        writer.WriteUInt64(Length);
        writer.WriteUInt32(ProcessId);
        writer.WriteString(ClientId);
    }
}
