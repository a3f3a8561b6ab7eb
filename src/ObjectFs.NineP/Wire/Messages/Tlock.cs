namespace ObjectFs.NineP.Wire;

/// <summary>Locks or unlocks a part of a file. diod: lock.</summary>
internal readonly ref struct Tlock : IMessage<Tlock>
{
    public static MessageType Type => MessageType.Tlock;

    /// <summary>Which.</summary>
    public uint Fid { get; init; }

    /// <summary>0 to read, 1 to write, 2 unlocks.</summary>
    public byte Lock { get; init; }

    /// <summary>1 where the client will wait.</summary>
    public uint Flags { get; init; }

    /// <summary>Bytes.</summary>
    public ulong Start { get; init; }

    /// <summary>Bytes; 0 is to the end.</summary>
    public ulong Length { get; init; }

    /// <summary>Whose it is.</summary>
    public uint ProcessId { get; init; }

    /// <summary>Whose it is.</summary>
    public ReadOnlySpan<byte> ClientId { get; init; }

    public static Tlock Read(scoped ref WireReader reader) => new()
    {
        Fid = reader.ReadUInt32(),
        Lock = reader.ReadByte(),
        Flags = reader.ReadUInt32(),
        Start = reader.ReadUInt64(),
        Length = reader.ReadUInt64(),
        ProcessId = reader.ReadUInt32(),
        ClientId = reader.ReadString(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(Fid);
        writer.WriteByte(Lock);
        writer.WriteUInt32(Flags);
        writer.WriteUInt64(Start);
        writer.WriteUInt64(Length);
        writer.WriteUInt32(ProcessId);
        writer.WriteString(ClientId);
    }
}
