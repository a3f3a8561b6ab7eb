namespace ObjectFs.NineP.Wire;

/// <summary>Asks for attributes, in .L. diod: getattr.</summary>
internal readonly ref struct Tgetattr : IMessage<Tgetattr>
{
    public static MessageType Type => MessageType.Tgetattr;

    /// <summary>Of what.</summary>
    public uint Fid { get; init; }

    /// <summary>Which; <see cref="AttributeMask"/>.</summary>
    public ulong RequestMask { get; init; }

    public static Tgetattr Read(scoped ref WireReader reader) => new()
    {
        Fid = reader.ReadUInt32(),
        RequestMask = reader.ReadUInt64(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(Fid);
        writer.WriteUInt64(RequestMask);
    }
}
