namespace ObjectFs.NineP.Wire;

/// <summary>Answers <see cref="Topen"/>. open(5).</summary>
internal readonly ref struct Ropen : IMessage<Ropen>
{
    public static MessageType Type => MessageType.Ropen;

    /// <summary>The file.</summary>
    public Qid Qid { get; init; }

    /// <summary>Bytes that are read or written in one piece, or 0.</summary>
    public uint IoUnit { get; init; }

    public static Ropen Read(scoped ref WireReader reader) => new()
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
