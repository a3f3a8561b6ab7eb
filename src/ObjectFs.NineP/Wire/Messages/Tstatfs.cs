namespace ObjectFs.NineP.Wire;

/// <summary>Asks about the file system. diod: statfs.</summary>
internal readonly ref struct Tstatfs : IMessage<Tstatfs>
{
    public static MessageType Type => MessageType.Tstatfs;

    /// <summary>A file of it.</summary>
    public uint Fid { get; init; }

    public static Tstatfs Read(scoped ref WireReader reader) => new()
    {
        Fid = reader.ReadUInt32(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(Fid);
    }
}
