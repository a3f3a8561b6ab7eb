namespace ObjectFs.NineP.Wire;

/// <summary>Answers <see cref="Tread"/>. read(5).</summary>
internal readonly ref struct Rread : IMessage<Rread>
{
    public static MessageType Type => MessageType.Rread;

    /// <summary>What was read.</summary>
    public ReadOnlySpan<byte> Data { get; init; }

    public static Rread Read(scoped ref WireReader reader) => new()
    {
        Data = reader.ReadData(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteData(Data);
    }
}
