namespace ObjectFs.NineP.Wire;

/// <summary>Opens a file or directory, in .L. diod: lopen.</summary>
internal readonly ref struct Tlopen : IMessage<Tlopen>
{
    public static MessageType Type => MessageType.Tlopen;

    /// <summary>Which.</summary>
    public uint Fid { get; init; }

    /// <summary>As open(2) of Linux has them.</summary>
    public uint Flags { get; init; }

    public static Tlopen Read(scoped ref WireReader reader) => new()
    {
        Fid = reader.ReadUInt32(),
        Flags = reader.ReadUInt32(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(Fid);
        writer.WriteUInt32(Flags);
    }
}
