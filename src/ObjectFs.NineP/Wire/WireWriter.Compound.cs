namespace ObjectFs.NineP.Wire;

/// <content>Fields that are more than a number, and whole frames.</content>
internal ref partial struct WireWriter
{
    /// <summary>Puts a whole frame.</summary>
    /// <returns>The bytes of the frame, or 0 where it did not fit.</returns>
    public static int Write<TMessage>(Span<byte> buffer, NinePDialect dialect, ushort tag, in TMessage message)
        where TMessage : struct, IMessage<TMessage>, allows ref struct
    {
        WireWriter writer = new(buffer, dialect);
        writer.Begin(TMessage.Type, tag);
        message.Write(ref writer);
        return writer.End();
    }

    /// <summary>Puts a frame without a body.</summary>
    public static int Write(Span<byte> buffer, MessageType type, ushort tag)
    {
        WireWriter writer = new(buffer, NinePDialect.Plan9);
        writer.Begin(type, tag);
        return writer.End();
    }

    /// <summary>UTF-8; one of more than 65535 bytes does not fit anywhere.</summary>
    public void WriteString(ReadOnlySpan<byte> value)
    {
        _failed |= value.Length > ushort.MaxValue;
        WriteUInt16((ushort)value.Length);
        WriteBytes(value);
    }

    public void WriteData(ReadOnlySpan<byte> value)
    {
        WriteUInt32((uint)value.Length);
        WriteBytes(value);
    }

    public void WriteStat(ReadOnlySpan<byte> value) => WriteString(value);

    public void WriteQid(Qid qid)
    {
        WriteByte((byte)qid.Type);
        WriteUInt32(qid.Version);
        WriteUInt64(qid.Path);
    }

    public void WriteQids(ReadOnlySpan<byte> qids)
    {
        WriteUInt16((ushort)(qids.Length / Qid.Size));
        WriteBytes(qids);
    }

    public void WriteNames(NameList names)
    {
        WriteUInt16((ushort)names.Count);
        WriteBytes(names.Encoded);
    }

    public void WriteNumericUser(uint number)
    {
        if (Dialect != NinePDialect.Plan9)
            WriteUInt32(number);
    }

    public void WriteErrorNumber(uint number)
    {
        if (Dialect != NinePDialect.Plan9)
            WriteUInt32(number);
    }

    public void WriteExtension(ReadOnlySpan<byte> extension)
    {
        if (Dialect == NinePDialect.Unix)
            WriteString(extension);
    }
}
