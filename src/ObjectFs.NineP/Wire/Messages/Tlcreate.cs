namespace ObjectFs.NineP.Wire;

/// <summary>Makes a file and opens it, in .L; the fid moves to it. diod: lcreate.</summary>
internal readonly ref struct Tlcreate : IMessage<Tlcreate>
{
    public static MessageType Type => MessageType.Tlcreate;

    /// <summary>The directory.</summary>
    public uint Fid { get; init; }

    /// <summary>The new name.</summary>
    public ReadOnlySpan<byte> Name { get; init; }

    /// <summary>As open(2) of Linux has them.</summary>
    public uint Flags { get; init; }

    /// <summary>Mode bits.</summary>
    public uint Mode { get; init; }

    /// <summary>The new file's group.</summary>
    public uint GroupId { get; init; }

    public static Tlcreate Read(scoped ref WireReader reader) => new()
    {
        Fid = reader.ReadUInt32(),
        Name = reader.ReadString(),
        Flags = reader.ReadUInt32(),
        Mode = reader.ReadUInt32(),
        GroupId = reader.ReadUInt32(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(Fid);
        writer.WriteString(Name);
        writer.WriteUInt32(Flags);
        writer.WriteUInt32(Mode);
        writer.WriteUInt32(GroupId);
    }
}
