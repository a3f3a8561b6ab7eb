namespace ObjectFs.NineP.Wire;

/// <summary>Removes a file, and lets its fid go. remove(5).</summary>
internal readonly ref struct Tremove : IMessage<Tremove>
{
    public static MessageType Type => MessageType.Tremove;

    /// <summary>Which.</summary>
    public uint Fid { get; init; }

    public static Tremove Read(scoped ref WireReader reader) => new()
    {
        Fid = reader.ReadUInt32(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(Fid);
    }
}
