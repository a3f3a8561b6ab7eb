namespace ObjectFs.NineP.Wire;

/// <summary>Answers <see cref="Tmknod"/>. diod: mknod.</summary>
internal readonly ref struct Rmknod : IMessage<Rmknod>
{
    public static MessageType Type => MessageType.Rmknod;

    /// <summary>The device.</summary>
    public Qid Qid { get; init; }

    public static Rmknod Read(scoped ref WireReader reader) => new()
    {
        Qid = reader.ReadQid(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteQid(Qid);
    }
}
