namespace ObjectFs.NineP.Wire;

/// <summary>Changes attributes, in .L. diod: setattr.</summary>
internal readonly ref struct Tsetattr : IMessage<Tsetattr>
{
    public static MessageType Type => MessageType.Tsetattr;

    /// <summary>Of what.</summary>
    public uint Fid { get; init; }

    /// <summary>Which; <see cref="SetAttributeMask"/>.</summary>
    public uint Valid { get; init; }

    /// <summary>Mode bits.</summary>
    public uint Mode { get; init; }

    /// <summary>The owner.</summary>
    public uint UserId { get; init; }

    /// <summary>The group.</summary>
    public uint GroupId { get; init; }

    /// <summary>Bytes.</summary>
    public ulong Size { get; init; }

    /// <summary>Since 1970.</summary>
    public ulong AccessSeconds { get; init; }

    /// <summary>Of the second.</summary>
    public ulong AccessNanoseconds { get; init; }

    /// <summary>Since 1970.</summary>
    public ulong ModifySeconds { get; init; }

    /// <summary>Of the second.</summary>
    public ulong ModifyNanoseconds { get; init; }

    public static Tsetattr Read(scoped ref WireReader reader) => new()
    {
        Fid = reader.ReadUInt32(),
        Valid = reader.ReadUInt32(),
        Mode = reader.ReadUInt32(),
        UserId = reader.ReadUInt32(),
        GroupId = reader.ReadUInt32(),
        Size = reader.ReadUInt64(),
        AccessSeconds = reader.ReadUInt64(),
        AccessNanoseconds = reader.ReadUInt64(),
        ModifySeconds = reader.ReadUInt64(),
        ModifyNanoseconds = reader.ReadUInt64(),
    };

    public void Write(ref WireWriter writer)
    {
        writer.WriteUInt32(Fid);
        writer.WriteUInt32(Valid);
        writer.WriteUInt32(Mode);
        writer.WriteUInt32(UserId);
        writer.WriteUInt32(GroupId);
        writer.WriteUInt64(Size);
        writer.WriteUInt64(AccessSeconds);
        writer.WriteUInt64(AccessNanoseconds);
        writer.WriteUInt64(ModifySeconds);
        writer.WriteUInt64(ModifyNanoseconds);
    }
}
