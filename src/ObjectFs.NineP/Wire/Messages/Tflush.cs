namespace ObjectFs.NineP.Wire;

/// <summary>Gives up a request. flush(5).</summary>
internal readonly ref struct Tflush : IMessage<Tflush>
{
    public static MessageType Type => MessageType.Tflush;

    /// <summary>Its tag.</summary>
    public ushort OldTag { get; init; }

    public static Tflush Read(scoped ref WireReader reader) => new()
    {
        OldTag = reader.ReadUInt16(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt16(OldTag);
    }
}
