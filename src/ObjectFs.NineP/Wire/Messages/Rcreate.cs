namespace ObjectFs.NineP.Wire;

/// <summary>Answers <see cref="Tcreate"/>. open(5).</summary>
internal readonly ref struct Rcreate : IMessage<Rcreate>
{
    public static MessageType Type => MessageType.Rcreate;

    /// <summary>The file.</summary>
    public Qid Qid { get; init; }

    /// <summary>Bytes that are read or written in one piece, or 0.</summary>
    public uint IoUnit { get; init; }

    public static Rcreate Read(scoped ref WireReader reader) => new()
    {
        Qid = reader.ReadQid(),
        IoUnit = reader.ReadUInt32(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteQid(Qid);
        writer.WriteUInt32(IoUnit);
    }
}
