namespace ObjectFs.NineP.Wire;

/// <summary>Binds a fid to the root of a tree. attach(5).</summary>
internal readonly ref struct Tattach : IMessage<Tattach>
{
    public static MessageType Type => MessageType.Tattach;

    /// <summary>The new fid.</summary>
    public uint Fid { get; init; }

    /// <summary>A fid that proves who one is, or <see cref="Protocol.NoFid"/>.</summary>
    public uint AuthFid { get; init; }

    /// <summary>Who one is.</summary>
    public ReadOnlySpan<byte> UserName { get; init; }

    /// <summary>Which tree.</summary>
    public ReadOnlySpan<byte> AttachName { get; init; }

    /// <summary>The same as a number; .u and .L.</summary>
    public uint NumericUser { get; init; }

    public static Tattach Read(scoped ref WireReader reader) => new()
    {
        Fid = reader.ReadUInt32(),
        AuthFid = reader.ReadUInt32(),
        UserName = reader.ReadString(),
        AttachName = reader.ReadString(),
        NumericUser = reader.ReadNumericUser(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(Fid);
        writer.WriteUInt32(AuthFid);
        writer.WriteString(UserName);
        writer.WriteString(AttachName);
        writer.WriteNumericUser(NumericUser);
    }
}
