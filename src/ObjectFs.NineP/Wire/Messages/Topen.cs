namespace ObjectFs.NineP.Wire;

/// <summary>Opens a file or directory, in 9P2000 and .u. open(5).</summary>
internal readonly ref struct Topen : IMessage<Topen>
{
    public static MessageType Type => MessageType.Topen;

    /// <summary>Which.</summary>
    public uint Fid { get; init; }

    /// <summary>How; <see cref="OpenMode"/>.</summary>
    public byte Mode { get; init; }

    public static Topen Read(scoped ref WireReader reader) => new()
    {
        Fid = reader.ReadUInt32(),
        Mode = reader.ReadByte(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(Fid);
        writer.WriteByte(Mode);
    }
}
