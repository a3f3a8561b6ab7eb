namespace ObjectFs.NineP.Wire;

/// <summary>Binds a fid to what names lead to. walk(5).</summary>
internal readonly ref struct Twalk : IMessage<Twalk>
{
    public static MessageType Type => MessageType.Twalk;

    /// <summary>Where to start.</summary>
    public uint Fid { get; init; }

    /// <summary>The fid to bind; may be the same.</summary>
    public uint NewFid { get; init; }

    /// <summary>At most <see cref="Protocol.MaxWalk"/> names.</summary>
    public NameList Names { get; init; }

    public static Twalk Read(scoped ref WireReader reader) => new()
    {
        Fid = reader.ReadUInt32(),
        NewFid = reader.ReadUInt32(),
        Names = reader.ReadNames(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(Fid);
        writer.WriteUInt32(NewFid);
        writer.WriteNames(Names);
    }
}
