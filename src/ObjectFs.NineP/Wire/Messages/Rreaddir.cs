namespace ObjectFs.NineP.Wire;

/// <summary>Answers <see cref="Treaddir"/>. diod: readdir.</summary>
internal readonly ref struct Rreaddir : IMessage<Rreaddir>
{
    public static MessageType Type => MessageType.Rreaddir;

    /// <summary>Entries: qid[13] offset[8] type[1] name[s].</summary>
    public ReadOnlySpan<byte> Data { get; init; }

    public static Rreaddir Read(scoped ref WireReader reader) => new()
    {
        Data = reader.ReadData(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteData(Data);
    }
}
