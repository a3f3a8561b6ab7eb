namespace ObjectFs.NineP.Wire;

/// <summary>Makes a directory, in .L. diod: mkdir.</summary>
internal readonly ref struct Tmkdir : IMessage<Tmkdir>, IEntryMessage
{
    public static MessageType Type => MessageType.Tmkdir;

    /// <summary>Where.</summary>
    public uint DirectoryFid { get; init; }

    /// <summary>Its name.</summary>
    public ReadOnlySpan<byte> Name { get; init; }

    /// <summary>Mode bits.</summary>
    public uint Mode { get; init; }

    /// <summary>Its group.</summary>
    public uint GroupId { get; init; }

    public static Tmkdir Read(scoped ref WireReader reader) => new()
    {
        DirectoryFid = reader.ReadUInt32(),
        Name = reader.ReadString(),
        Mode = reader.ReadUInt32(),
        GroupId = reader.ReadUInt32(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(DirectoryFid);
        writer.WriteString(Name);
        writer.WriteUInt32(Mode);
        writer.WriteUInt32(GroupId);
    }
}
