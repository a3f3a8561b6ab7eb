namespace ObjectFs.NineP.Wire;

/// <summary>Turns a fid into one that writes an extended attribute; it is set when the fid is clunked. diod: xattrcreate.</summary>
internal readonly ref struct Txattrcreate : IMessage<Txattrcreate>
{
    public static MessageType Type => MessageType.Txattrcreate;

    /// <summary>Of what.</summary>
    public uint Fid { get; init; }

    /// <summary>Which.</summary>
    public ReadOnlySpan<byte> Name { get; init; }

    /// <summary>Bytes that will be written; 0 removes it.</summary>
    public ulong Size { get; init; }

    /// <summary>As setxattr(2) has them.</summary>
    public uint Flags { get; init; }

    public static Txattrcreate Read(scoped ref WireReader reader) => new()
    {
        Fid = reader.ReadUInt32(),
        Name = reader.ReadString(),
        Size = reader.ReadUInt64(),
        Flags = reader.ReadUInt32(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(Fid);
        writer.WriteString(Name);
        writer.WriteUInt64(Size);
        writer.WriteUInt32(Flags);
    }
}
