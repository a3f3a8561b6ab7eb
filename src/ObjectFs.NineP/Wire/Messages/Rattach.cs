namespace ObjectFs.NineP.Wire;

/// <summary>Answers <see cref="Tattach"/>. attach(5).</summary>
internal readonly ref struct Rattach : IMessage<Rattach>
{
    public static MessageType Type => MessageType.Rattach;

    /// <summary>The root.</summary>
    public Qid Qid { get; init; }

    public static Rattach Read(scoped ref WireReader reader) => new()
    {
        Qid = reader.ReadQid(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteQid(Qid);
    }
}
