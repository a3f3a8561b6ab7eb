namespace ObjectFs.NineP.Wire;

/// <summary>Asks for attributes, in 9P2000 and .u. stat(5).</summary>
internal readonly ref struct Tstat : IMessage<Tstat>
{
    public static MessageType Type => MessageType.Tstat;

    /// <summary>Of what.</summary>
    public uint Fid { get; init; }

    public static Tstat Read(scoped ref WireReader reader) => new()
    {
        Fid = reader.ReadUInt32(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(Fid);
    }
}
