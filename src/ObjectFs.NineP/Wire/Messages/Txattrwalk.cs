namespace ObjectFs.NineP.Wire;

/// <summary>Binds a fid to an extended attribute, to read it. diod: xattrwalk.</summary>
internal readonly ref struct Txattrwalk : IMessage<Txattrwalk>
{
    public static MessageType Type => MessageType.Txattrwalk;

    /// <summary>Of what.</summary>
    public uint Fid { get; init; }

    /// <summary>The fid to bind.</summary>
    public uint NewFid { get; init; }

    /// <summary>Which; empty for the list of all names.</summary>
    public ReadOnlySpan<byte> Name { get; init; }

    public static Txattrwalk Read(scoped ref WireReader reader) => new()
    {
        Fid = reader.ReadUInt32(),
        NewFid = reader.ReadUInt32(),
        Name = reader.ReadString(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(Fid);
        writer.WriteUInt32(NewFid);
        writer.WriteString(Name);
    }
}
