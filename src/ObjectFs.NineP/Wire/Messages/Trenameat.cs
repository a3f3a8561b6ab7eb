namespace ObjectFs.NineP.Wire;

/// <summary>Moves a name. diod: renameat.</summary>
internal readonly ref struct Trenameat : IMessage<Trenameat>
{
    public static MessageType Type => MessageType.Trenameat;

    /// <summary>Where from.</summary>
    public uint OldDirectoryFid { get; init; }

    /// <summary>What.</summary>
    public ReadOnlySpan<byte> OldName { get; init; }

    /// <summary>Where to.</summary>
    public uint NewDirectoryFid { get; init; }

    /// <summary>Its new name.</summary>
    public ReadOnlySpan<byte> NewName { get; init; }

    public static Trenameat Read(scoped ref WireReader reader) => new()
    {
        OldDirectoryFid = reader.ReadUInt32(),
        OldName = reader.ReadString(),
        NewDirectoryFid = reader.ReadUInt32(),
        NewName = reader.ReadString(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(OldDirectoryFid);
        writer.WriteString(OldName);
        writer.WriteUInt32(NewDirectoryFid);
        writer.WriteString(NewName);
    }
}
