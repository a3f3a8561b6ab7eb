namespace ObjectFs.NineP.Wire;

/// <summary>Answers <see cref="Twrite"/>. read(5).</summary>
internal readonly ref struct Rwrite : IMessage<Rwrite>
{
    public static MessageType Type => MessageType.Rwrite;

    /// <summary>Bytes taken.</summary>
    public uint Count { get; init; }

    public static Rwrite Read(scoped ref WireReader reader) => new()
    {
        Count = reader.ReadUInt32(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(Count);
    }
}
