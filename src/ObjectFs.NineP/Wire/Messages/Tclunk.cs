namespace ObjectFs.NineP.Wire;

/// <summary>Lets a fid go. clunk(5).</summary>
internal readonly ref struct Tclunk : IMessage<Tclunk>
{
    public static MessageType Type => MessageType.Tclunk;

    /// <summary>Which.</summary>
    public uint Fid { get; init; }

    public static Tclunk Read(scoped ref WireReader reader) => new()
    {
        Fid = reader.ReadUInt32(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(Fid);
    }
}
