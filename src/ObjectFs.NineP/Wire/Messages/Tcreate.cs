namespace ObjectFs.NineP.Wire;

/// <summary>Makes a file and opens it, in 9P2000 and .u; the fid moves to it. open(5).</summary>
internal readonly ref struct Tcreate : IMessage<Tcreate>
{
    public static MessageType Type => MessageType.Tcreate;

    /// <summary>The directory.</summary>
    public uint Fid { get; init; }

    /// <summary>The new name.</summary>
    public ReadOnlySpan<byte> Name { get; init; }

    /// <summary>Mode bits, and what it is.</summary>
    public uint Permissions { get; init; }

    /// <summary>How to open it; <see cref="OpenMode"/>.</summary>
    public byte Mode { get; init; }

    /// <summary>What a link says, or a device; .u.</summary>
    public ReadOnlySpan<byte> Extension { get; init; }

    public static Tcreate Read(scoped ref WireReader reader) => new()
    {
        Fid = reader.ReadUInt32(),
        Name = reader.ReadString(),
        Permissions = reader.ReadUInt32(),
        Mode = reader.ReadByte(),
        Extension = reader.ReadExtension(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(Fid);
        writer.WriteString(Name);
        writer.WriteUInt32(Permissions);
        writer.WriteByte(Mode);
        writer.WriteExtension(Extension);
    }
}
