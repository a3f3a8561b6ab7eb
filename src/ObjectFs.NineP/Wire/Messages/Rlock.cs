namespace ObjectFs.NineP.Wire;

/// <summary>Answers <see cref="Tlock"/>. diod: lock.</summary>
internal readonly ref struct Rlock : IMessage<Rlock>
{
    public static MessageType Type => MessageType.Rlock;

    /// <summary><see cref="LockStatus"/>.</summary>
    public byte Status { get; init; }

    public static Rlock Read(scoped ref WireReader reader) => new()
    {
        Status = reader.ReadByte(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteByte(Status);
    }
}
