namespace ObjectFs.NineP.Wire;

/// <summary>Answers <see cref="Tstatfs"/> (statfs(2)). diod: statfs.</summary>
internal readonly ref struct Rstatfs : IMessage<Rstatfs>
{
    public static MessageType Type => MessageType.Rstatfs;

    /// <summary>The kind of file system.</summary>
    public uint Magic { get; init; }

    /// <summary>Bytes.</summary>
    public uint BlockSize { get; init; }

    /// <summary>All.</summary>
    public ulong Blocks { get; init; }

    /// <summary>Free.</summary>
    public ulong FreeBlocks { get; init; }

    /// <summary>Free for everybody.</summary>
    public ulong AvailableBlocks { get; init; }

    /// <summary>All.</summary>
    public ulong Files { get; init; }

    /// <summary>Free.</summary>
    public ulong FreeFiles { get; init; }

    /// <summary>The file system.</summary>
    public ulong Id { get; init; }

    /// <summary>Bytes at most.</summary>
    public uint NameLength { get; init; }

    public static Rstatfs Read(scoped ref WireReader reader) => new()
    {
        Magic = reader.ReadUInt32(),
        BlockSize = reader.ReadUInt32(),
        Blocks = reader.ReadUInt64(),
        FreeBlocks = reader.ReadUInt64(),
        AvailableBlocks = reader.ReadUInt64(),
        Files = reader.ReadUInt64(),
        FreeFiles = reader.ReadUInt64(),
        Id = reader.ReadUInt64(),
        NameLength = reader.ReadUInt32(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(Magic);
        writer.WriteUInt32(BlockSize);
        writer.WriteUInt64(Blocks);
        writer.WriteUInt64(FreeBlocks);
        writer.WriteUInt64(AvailableBlocks);
        writer.WriteUInt64(Files);
        writer.WriteUInt64(FreeFiles);
        writer.WriteUInt64(Id);
        writer.WriteUInt32(NameLength);
    }
}
