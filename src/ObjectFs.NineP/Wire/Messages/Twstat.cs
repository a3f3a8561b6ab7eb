namespace ObjectFs.NineP.Wire;

/// <summary>Changes attributes, in 9P2000 and .u. stat(5).</summary>
internal readonly ref struct Twstat : IMessage<Twstat>
{
    public static MessageType Type => MessageType.Twstat;

    /// <summary>Of what.</summary>
    public uint Fid { get; init; }

    /// <summary>A <see cref="StatRecord"/>.</summary>
    public ReadOnlySpan<byte> Stat { get; init; }

    public static Twstat Read(scoped ref WireReader reader) => new()
    {
        Fid = reader.ReadUInt32(),
        Stat = reader.ReadStat(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(Fid);
        writer.WriteStat(Stat);
    }
}
