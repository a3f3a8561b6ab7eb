namespace ObjectFs.NineP.Wire;

/// <summary>Answers <see cref="Twalk"/>. walk(5).</summary>
internal readonly ref struct Rwalk : IMessage<Rwalk>
{
    public static MessageType Type => MessageType.Rwalk;

    /// <summary>One for each name that was found, of 13 bytes each.</summary>
    public ReadOnlySpan<byte> Qids { get; init; }

    public static Rwalk Read(scoped ref WireReader reader) => new()
    {
        Qids = reader.ReadQids(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteQids(Qids);
    }
}
