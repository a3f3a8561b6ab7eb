namespace ObjectFs.NineP.Wire;

/// <summary>Moves what a fid is bound to. diod: rename.</summary>
internal readonly ref struct Trename : IMessage<Trename>
{
    public static MessageType Type => MessageType.Trename;

    /// <summary>What.</summary>
    public uint Fid { get; init; }

    /// <summary>Where to.</summary>
    public uint DirectoryFid { get; init; }

    /// <summary>Its new name.</summary>
    public ReadOnlySpan<byte> Name { get; init; }

    public static Trename Read(scoped ref WireReader reader) => new()
    {
        Fid = reader.ReadUInt32(),
        DirectoryFid = reader.ReadUInt32(),
        Name = reader.ReadString(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(Fid);
        writer.WriteUInt32(DirectoryFid);
        writer.WriteString(Name);
    }
}
