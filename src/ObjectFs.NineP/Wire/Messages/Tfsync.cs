namespace ObjectFs.NineP.Wire;

/// <summary>Sets what was written. diod: fsync.</summary>
internal readonly ref struct Tfsync : IMessage<Tfsync>
{
    public static MessageType Type => MessageType.Tfsync;

    /// <summary>Which.</summary>
    public uint Fid { get; init; }

    /// <summary>Whether times may wait; some clients leave it out.</summary>
    public uint DataSync { get; init; }

    public static Tfsync Read(scoped ref WireReader reader) => new()
    {
        Fid = reader.ReadUInt32(),
        DataSync = reader.ReadDataSync(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(Fid);
        writer.WriteUInt32(DataSync);
    }
}
