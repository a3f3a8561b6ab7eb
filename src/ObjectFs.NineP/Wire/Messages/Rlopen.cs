namespace ObjectFs.NineP.Wire;

/// <summary>Answers <see cref="Tlopen"/>. diod: lopen.</summary>
internal readonly ref struct Rlopen : IMessage<Rlopen>
{
    public static MessageType Type => MessageType.Rlopen;

    /// <summary>The file.</summary>
    public Qid Qid { get; init; }

    /// <summary>Bytes that are read or written in one piece, or 0.</summary>
    public uint IoUnit { get; init; }

    public static Rlopen Read(scoped ref WireReader reader) => new()
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
