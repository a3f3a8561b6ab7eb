namespace ObjectFs.NineP.Wire;

/// <summary>Makes a device. diod: mknod.</summary>
internal readonly ref struct Tmknod : IMessage<Tmknod>, IEntryMessage
{
    public static MessageType Type => MessageType.Tmknod;

    /// <summary>Where.</summary>
    public uint DirectoryFid { get; init; }

    /// <summary>Its name.</summary>
    public ReadOnlySpan<byte> Name { get; init; }

    /// <summary>Mode bits and type.</summary>
    public uint Mode { get; init; }

    /// <summary>Of the device.</summary>
    public uint Major { get; init; }

    /// <summary>Of the device.</summary>
    public uint Minor { get; init; }

    /// <summary>Its group.</summary>
    public uint GroupId { get; init; }

    public static Tmknod Read(scoped ref WireReader reader) => new()
    {
        DirectoryFid = reader.ReadUInt32(),
        Name = reader.ReadString(),
        Mode = reader.ReadUInt32(),
        Major = reader.ReadUInt32(),
        Minor = reader.ReadUInt32(),
        GroupId = reader.ReadUInt32(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(DirectoryFid);
        writer.WriteString(Name);
        writer.WriteUInt32(Mode);
        writer.WriteUInt32(Major);
        writer.WriteUInt32(Minor);
        writer.WriteUInt32(GroupId);
    }
}
