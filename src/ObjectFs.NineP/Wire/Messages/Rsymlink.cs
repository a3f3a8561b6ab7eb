namespace ObjectFs.NineP.Wire;

/// <summary>Answers <see cref="Tsymlink"/>. diod: symlink.</summary>
internal readonly ref struct Rsymlink : IMessage<Rsymlink>
{
    public static MessageType Type => MessageType.Rsymlink;

    /// <summary>The link.</summary>
    public Qid Qid { get; init; }

    public static Rsymlink Read(scoped ref WireReader reader) => new()
    {
        Qid = reader.ReadQid(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteQid(Qid);
    }
}
