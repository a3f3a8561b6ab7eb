namespace ObjectFs.NineP.Wire;

/// <summary>Answers <see cref="Tauth"/>. attach(5).</summary>
internal readonly ref struct Rauth : IMessage<Rauth>
{
    public static MessageType Type => MessageType.Rauth;

    /// <summary>The authentication file.</summary>
    public Qid Qid { get; init; }

    public static Rauth Read(scoped ref WireReader reader) => new()
    {
        Qid = reader.ReadQid(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteQid(Qid);
    }
}
