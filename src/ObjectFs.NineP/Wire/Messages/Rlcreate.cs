namespace ObjectFs.NineP.Wire;

/// <summary>Answers <see cref="Tlcreate"/>. diod: lcreate.</summary>
internal readonly ref struct Rlcreate : IMessage<Rlcreate>
{
    public static MessageType Type => MessageType.Rlcreate;

    /// <summary>The file.</summary>
    public Qid Qid { get; init; }

    /// <summary>Bytes that are read or written in one piece, or 0.</summary>
    public uint IoUnit { get; init; }

    public static Rlcreate Read(scoped ref WireReader reader) => new()
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
