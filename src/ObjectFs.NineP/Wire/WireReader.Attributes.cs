namespace ObjectFs.NineP.Wire;

/// <content>Rgetattr.</content>
internal ref partial struct WireReader
{
    public Attributes ReadAttributes() => new()
    {
        Valid = (AttributeMask)ReadUInt64(),
        Qid = ReadQid(),
        Mode = ReadUInt32(),
        UserId = ReadUInt32(),
        GroupId = ReadUInt32(),
        Links = ReadUInt64(),
        Device = ReadUInt64(),
        Size = ReadUInt64(),
        BlockSize = ReadUInt64(),
        Blocks = ReadUInt64(),
        AccessSeconds = ReadUInt64(),
        AccessNanoseconds = ReadUInt64(),
        ModifySeconds = ReadUInt64(),
        ModifyNanoseconds = ReadUInt64(),
        ChangeSeconds = ReadUInt64(),
        ChangeNanoseconds = ReadUInt64(),
        BirthSeconds = ReadUInt64(),
        BirthNanoseconds = ReadUInt64(),
        Generation = ReadUInt64(),
        DataVersion = ReadUInt64(),
    };
}
