namespace ObjectFs.NineP.Wire;

/// <summary>Answers <see cref="Treadlink"/>. diod: readlink.</summary>
internal readonly ref struct Rreadlink : IMessage<Rreadlink>
{
    public static MessageType Type => MessageType.Rreadlink;

    /// <summary>What it says.</summary>
    public ReadOnlySpan<byte> Target { get; init; }

    public static Rreadlink Read(scoped ref WireReader reader) => new()
    {
        Target = reader.ReadString(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteString(Target);
    }
}
