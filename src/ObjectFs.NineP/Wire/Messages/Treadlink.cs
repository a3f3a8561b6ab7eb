namespace ObjectFs.NineP.Wire;

/// <summary>Asks what a symbolic link says. diod: readlink.</summary>
internal readonly ref struct Treadlink : IMessage<Treadlink>
{
    public static MessageType Type => MessageType.Treadlink;

    /// <summary>Which.</summary>
    public uint Fid { get; init; }

    public static Treadlink Read(scoped ref WireReader reader) => new()
    {
        Fid = reader.ReadUInt32(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(Fid);
    }
}
