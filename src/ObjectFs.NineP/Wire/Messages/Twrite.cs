namespace ObjectFs.NineP.Wire;

/// <summary>Writes. read(5).</summary>
internal readonly ref struct Twrite : IMessage<Twrite>
{
    public static MessageType Type => MessageType.Twrite;

    /// <summary>What.</summary>
    public uint Fid { get; init; }

    /// <summary>Bytes from the start.</summary>
    public ulong Offset { get; init; }

    /// <summary>What is written.</summary>
    public ReadOnlySpan<byte> Data { get; init; }

    public static Twrite Read(scoped ref WireReader reader) => new()
    {
        Fid = reader.ReadUInt32(),
        Offset = reader.ReadUInt64(),
        Data = reader.ReadData(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(Fid);
        writer.WriteUInt64(Offset);
        writer.WriteData(Data);
    }
}
