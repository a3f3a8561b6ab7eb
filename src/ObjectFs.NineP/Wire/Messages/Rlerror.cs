namespace ObjectFs.NineP.Wire;

/// <summary>Refuses a request, in .L. diod: lerror.</summary>
internal readonly ref struct Rlerror : IMessage<Rlerror>
{
    public static MessageType Type => MessageType.Rlerror;

    /// <summary>The number, as Linux has it.</summary>
    public uint Errno { get; init; }

    public static Rlerror Read(scoped ref WireReader reader) => new()
    {
        Errno = reader.ReadUInt32(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(Errno);
    }
}
