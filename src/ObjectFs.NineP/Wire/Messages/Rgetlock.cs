namespace ObjectFs.NineP.Wire;

/// <summary>Answers <see cref="Tgetlock"/>. diod: getlock.</summary>
internal readonly ref struct Rgetlock : IMessage<Rgetlock>
{
    public static MessageType Type => MessageType.Rgetlock;

    /// <summary>2 where it could be had, else the type of the lock in the way.</summary>
    public byte Lock { get; init; }

    /// <summary>Bytes.</summary>
    public ulong Start { get; init; }

    /// <summary>Bytes; 0 is to the end.</summary>
    public ulong Length { get; init; }

    /// <summary>Whose it is.</summary>
    public uint ProcessId { get; init; }

    /// <summary>Whose it is.</summary>
    public ReadOnlySpan<byte> ClientId { get; init; }

    public static Rgetlock Read(scoped ref WireReader reader) => new()
    {
        Lock = reader.ReadByte(),
        Start = reader.ReadUInt64(),
        Length = reader.ReadUInt64(),
        ProcessId = reader.ReadUInt32(),
        ClientId = reader.ReadString(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteByte(Lock);
        writer.WriteUInt64(Start);
        writer.WriteUInt64(Length);
        writer.WriteUInt32(ProcessId);
        writer.WriteString(ClientId);
    }
}
