namespace ObjectFs.NineP.Wire;

/// <summary>Answers <see cref="Tmkdir"/>. diod: mkdir.</summary>
internal readonly ref struct Rmkdir : IMessage<Rmkdir>
{
    public static MessageType Type => MessageType.Rmkdir;

    /// <summary>The directory.</summary>
    public Qid Qid { get; init; }

    public static Rmkdir Read(scoped ref WireReader reader) => new()
    {
        Qid = reader.ReadQid(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteQid(Qid);
    }
}
