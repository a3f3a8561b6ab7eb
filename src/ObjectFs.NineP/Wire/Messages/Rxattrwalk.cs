namespace ObjectFs.NineP.Wire;

/// <summary>Answers <see cref="Txattrwalk"/>. diod: xattrwalk.</summary>
internal readonly ref struct Rxattrwalk : IMessage<Rxattrwalk>
{
    public static MessageType Type => MessageType.Rxattrwalk;

    /// <summary>Bytes of the value.</summary>
    public ulong Size { get; init; }

    public static Rxattrwalk Read(scoped ref WireReader reader) => new()
    {
        Size = reader.ReadUInt64(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt64(Size);
    }
}
