namespace ObjectFs.NineP.Wire;

/// <summary>Answers <see cref="Tgetattr"/>. diod: getattr.</summary>
internal readonly ref struct Rgetattr : IMessage<Rgetattr>
{
    public static MessageType Type => MessageType.Rgetattr;

    /// <summary>All of them.</summary>
    public Attributes Attributes { get; init; }

    public static Rgetattr Read(scoped ref WireReader reader) => new()
    {
        Attributes = reader.ReadAttributes(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteAttributes(Attributes);
    }
}
