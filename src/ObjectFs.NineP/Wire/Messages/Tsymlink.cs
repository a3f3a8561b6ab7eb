namespace ObjectFs.NineP.Wire;

/// <summary>Makes a symbolic link. diod: symlink.</summary>
internal readonly ref struct Tsymlink : IMessage<Tsymlink>, IEntryMessage
{
    public static MessageType Type => MessageType.Tsymlink;

    /// <summary>Where.</summary>
    public uint DirectoryFid { get; init; }

    /// <summary>Its name.</summary>
    public ReadOnlySpan<byte> Name { get; init; }

    /// <summary>What it says.</summary>
    public ReadOnlySpan<byte> Target { get; init; }

    /// <summary>Its group.</summary>
    public uint GroupId { get; init; }

    public static Tsymlink Read(scoped ref WireReader reader) => new()
    {
        DirectoryFid = reader.ReadUInt32(),
        Name = reader.ReadString(),
        Target = reader.ReadString(),
        GroupId = reader.ReadUInt32(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(DirectoryFid);
        writer.WriteString(Name);
        writer.WriteString(Target);
        writer.WriteUInt32(GroupId);
    }
}
