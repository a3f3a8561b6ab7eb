namespace ObjectFs.NineP.Wire;

/// <summary>Answers <see cref="Tversion"/>. version(5).</summary>
internal readonly ref struct Rversion : IMessage<Rversion>
{
    public static MessageType Type => MessageType.Rversion;

    /// <summary>The largest frame of this session; not more than was asked.</summary>
    public uint MessageSize { get; init; }

    /// <summary>The dialect, or <c>unknown</c>.</summary>
    public ReadOnlySpan<byte> Version { get; init; }

    public static Rversion Read(scoped ref WireReader reader) => new()
    {
        MessageSize = reader.ReadUInt32(),
        Version = reader.ReadString(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(MessageSize);
        writer.WriteString(Version);
    }
}
