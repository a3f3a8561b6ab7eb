namespace ObjectFs.NineP.Wire;

/// <summary>Removes a name. diod: unlinkat.</summary>
internal readonly ref struct Tunlinkat : IMessage<Tunlinkat>
{
    public static MessageType Type => MessageType.Tunlinkat;

    /// <summary>Where.</summary>
    public uint DirectoryFid { get; init; }

    /// <summary>What.</summary>
    public ReadOnlySpan<byte> Name { get; init; }

    /// <summary><see cref="Protocol.RemoveDirectory"/> for a directory.</summary>
    public uint Flags { get; init; }

    public static Tunlinkat Read(scoped ref WireReader reader) => new()
    {
        DirectoryFid = reader.ReadUInt32(),
        Name = reader.ReadString(),
        Flags = reader.ReadUInt32(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(DirectoryFid);
        writer.WriteString(Name);
        writer.WriteUInt32(Flags);
    }
}
