namespace ObjectFs.NineP.Wire;

/// <content>Fields that are more than a number.</content>
internal ref partial struct WireReader
{
    /// <summary>UTF-8, as it stands there: whether it is well-formed is for whoever uses it to ask.</summary>
    public ReadOnlySpan<byte> ReadString() => Take(ReadUInt16());

    public ReadOnlySpan<byte> ReadData() => Take(ReadUInt32());

    public ReadOnlySpan<byte> ReadStat() => Take(ReadUInt16());

    public Qid ReadQid() => new((QidType)ReadByte(), ReadUInt32(), ReadUInt64());

    /// <summary>A count, and so many qids, not yet taken apart.</summary>
    public ReadOnlySpan<byte> ReadQids() => Take((uint)ReadUInt16() * Qid.Size);

    /// <summary>A count, and so many names; more than <see cref="Protocol.MaxWalk"/> are none.</summary>
    public NameList ReadNames()
    {
        var count = ReadUInt16();
        if (count > Protocol.MaxWalk)
        {
            _failed = true;
            return default;
        }

        var all = _rest;
        for (var i = 0; i < count; i++)
            ReadString();
        return _failed ? default : new NameList(all[..(all.Length - _rest.Length)], count);
    }

    /// <summary>A user or group as a number; <see cref="Protocol.NoNumber"/> in 9P2000, which has none.</summary>
    public uint ReadNumericUser() => Dialect == NinePDialect.Plan9 ? Protocol.NoNumber : ReadUInt32();

    /// <summary>The number of an error; 0 in 9P2000, which has none.</summary>
    public uint ReadErrorNumber() => Dialect == NinePDialect.Plan9 ? 0 : ReadUInt32();

    /// <summary>What a link says, or a device; only in .u.</summary>
    public ReadOnlySpan<byte> ReadExtension() => Dialect == NinePDialect.Unix ? ReadString() : default;

    /// <summary>Of Tfsync, where the client sends it.</summary>
    public uint ReadDataSync() => _rest.IsEmpty ? 0 : ReadUInt32();
}
