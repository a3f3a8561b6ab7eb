namespace ObjectFs.NineP.Wire;

/// <summary>Refuses a request, in 9P2000 and .u. error(5).</summary>
internal readonly ref struct Rerror : IMessage<Rerror>
{
    public static MessageType Type => MessageType.Rerror;

    /// <summary>Why.</summary>
    public ReadOnlySpan<byte> Sentence { get; init; }

    /// <summary>The number; .u.</summary>
    public uint Errno { get; init; }

    public static Rerror Read(scoped ref WireReader reader) => new()
    {
        Sentence = reader.ReadString(),
        Errno = reader.ReadErrorNumber(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteString(Sentence);
        writer.WriteErrorNumber(Errno);
    }
}
