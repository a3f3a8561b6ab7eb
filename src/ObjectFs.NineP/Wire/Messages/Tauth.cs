namespace ObjectFs.NineP.Wire;

/// <summary>Asks for a fid on which to prove who one is. attach(5).</summary>
internal readonly ref struct Tauth : IMessage<Tauth>
{
    public static MessageType Type => MessageType.Tauth;

    /// <summary>The new fid.</summary>
    public uint AuthFid { get; init; }

    /// <summary>Who one wants to be.</summary>
    public ReadOnlySpan<byte> UserName { get; init; }

    /// <summary>Which tree.</summary>
    public ReadOnlySpan<byte> AttachName { get; init; }

    /// <summary>The same as a number; .u and .L.</summary>
    public uint NumericUser { get; init; }

    public static Tauth Read(scoped ref WireReader reader) => new()
    {
        AuthFid = reader.ReadUInt32(),
        UserName = reader.ReadString(),
        AttachName = reader.ReadString(),
        NumericUser = reader.ReadNumericUser(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(AuthFid);
        writer.WriteString(UserName);
        writer.WriteString(AttachName);
        writer.WriteNumericUser(NumericUser);
    }
}
