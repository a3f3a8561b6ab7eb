namespace ObjectFs.NineP.Wire;

/// <summary>
/// What Rstat and Twstat carry, and what a directory reads as in 9P2000 and .u (stat(5)): begins with a size[2] of its own, which does not count itself.
/// In Twstat numbers of ones and empty strings leave a thing as it is.
/// </summary>
internal readonly ref struct StatRecord
{
    public ushort Type { get; init; }

    public uint Device { get; init; }

    public Qid Qid { get; init; }

    /// <summary>Mode bits, and what it is in the upper ones.</summary>
    public Permissions Mode { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public uint AccessTime { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public uint ModifyTime { get; init; }

    /// <summary>Bytes; 0 for a directory.</summary>
    public ulong Length { get; init; }

    public ReadOnlySpan<byte> Name { get; init; }

    public ReadOnlySpan<byte> UserName { get; init; }

    public ReadOnlySpan<byte> GroupName { get; init; }

    /// <summary>Who changed it last.</summary>
    public ReadOnlySpan<byte> ModifierName { get; init; }

    /// <summary>What a link says, or a device; .u.</summary>
    public ReadOnlySpan<byte> Extension { get; init; }

    /// <summary>.u; else <see cref="Protocol.NoNumber"/>.</summary>
    public uint UserId { get; init; }

    /// <summary>.u; else <see cref="Protocol.NoNumber"/>.</summary>
    public uint GroupId { get; init; }

    /// <summary>.u; else <see cref="Protocol.NoNumber"/>.</summary>
    public uint ModifierId { get; init; }

    /// <summary>Takes a record.</summary>
    /// <param name="record">One record and nothing else.</param>
    /// <param name="dialect">9P2000 or .u.</param>
    /// <param name="stat">The record.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryRead(ReadOnlySpan<byte> record, NinePDialect dialect, out StatRecord stat)
    {
        WireReader reader = new(record, dialect);
        var sized = reader.ReadUInt16() == reader.Left;
        stat = new()
        {
            Type = reader.ReadUInt16(),
            Device = reader.ReadUInt32(),
            Qid = reader.ReadQid(),
            Mode = (Permissions)reader.ReadUInt32(),
            AccessTime = reader.ReadUInt32(),
            ModifyTime = reader.ReadUInt32(),
            Length = reader.ReadUInt64(),
            Name = reader.ReadString(),
            UserName = reader.ReadString(),
            GroupName = reader.ReadString(),
            ModifierName = reader.ReadString(),
            Extension = reader.ReadExtension(),
            UserId = reader.ReadNumericUser(),
            GroupId = reader.ReadNumericUser(),
            ModifierId = reader.ReadNumericUser(),
        };
        return sized && reader.IsComplete;
    }

    /// <summary>Puts a record.</summary>
    /// <returns>Its bytes, or 0 where it did not fit.</returns>
    public int Write(Span<byte> buffer, NinePDialect dialect)
    {
        WireWriter writer = new(buffer, dialect);
        writer.WriteUInt16(0);
        writer.WriteUInt16(Type);
        writer.WriteUInt32(Device);
        writer.WriteQid(Qid);
        writer.WriteUInt32((uint)Mode);
        writer.WriteUInt32(AccessTime);
        writer.WriteUInt32(ModifyTime);
        writer.WriteUInt64(Length);
        writer.WriteString(Name);
        writer.WriteString(UserName);
        writer.WriteString(GroupName);
        writer.WriteString(ModifierName);
        writer.WriteExtension(Extension);
        writer.WriteNumericUser(UserId);
        writer.WriteNumericUser(GroupId);
        writer.WriteNumericUser(ModifierId);
        if (writer.HasFailed || writer.Length - sizeof(ushort) > ushort.MaxValue)
            return 0;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16LittleEndian(buffer, (ushort)(writer.Length - sizeof(ushort)));
        return writer.Length;
    }
}
