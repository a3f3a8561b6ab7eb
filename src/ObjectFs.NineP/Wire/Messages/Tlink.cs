namespace ObjectFs.NineP.Wire;

/// <summary>Makes a hard link. diod: link.</summary>
internal readonly ref struct Tlink : IMessage<Tlink>
{
    public static MessageType Type => MessageType.Tlink;

    /// <summary>Where.</summary>
    public uint DirectoryFid { get; init; }

    /// <summary>To what.</summary>
    public uint Fid { get; init; }

    /// <summary>Its name.</summary>
    public ReadOnlySpan<byte> Name { get; init; }

    public static Tlink Read(scoped ref WireReader reader) => new()
    {
        DirectoryFid = reader.ReadUInt32(),
        Fid = reader.ReadUInt32(),
        Name = reader.ReadString(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(DirectoryFid);
        writer.WriteUInt32(Fid);
        writer.WriteString(Name);
    }
}
