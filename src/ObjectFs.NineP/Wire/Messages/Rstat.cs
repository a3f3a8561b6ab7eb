namespace ObjectFs.NineP.Wire;

/// <summary>Answers <see cref="Tstat"/>. stat(5).</summary>
internal readonly ref struct Rstat : IMessage<Rstat>
{
    public static MessageType Type => MessageType.Rstat;

    /// <summary>A <see cref="StatRecord"/>.</summary>
    public ReadOnlySpan<byte> Stat { get; init; }

    public static Rstat Read(scoped ref WireReader reader) => new()
    {
        Stat = reader.ReadStat(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteStat(Stat);
    }
}
