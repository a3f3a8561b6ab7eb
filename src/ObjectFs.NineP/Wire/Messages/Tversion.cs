namespace ObjectFs.NineP.Wire;

/// <summary>Begins a session. version(5).</summary>
internal readonly ref struct Tversion : IMessage<Tversion>
{
    public static MessageType Type => MessageType.Tversion;

    /// <summary>The largest frame that the client takes, headers included.</summary>
    public uint MessageSize { get; init; }

    /// <summary>The dialect.</summary>
    public ReadOnlySpan<byte> Version { get; init; }

    public static Tversion Read(scoped ref WireReader reader) => new()
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
