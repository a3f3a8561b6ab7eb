namespace ObjectFs.NineP.Wire;

/// <content>Rgetattr.</content>
internal ref partial struct WireWriter
{
    public void WriteAttributes(in Attributes attributes)
    {
        WriteUInt64((ulong)attributes.Valid);
        WriteQid(attributes.Qid);
        WriteUInt32(attributes.Mode);
        WriteUInt32(attributes.UserId);
        WriteUInt32(attributes.GroupId);
        WriteUInt64(attributes.Links);
        WriteUInt64(attributes.Device);
        WriteUInt64(attributes.Size);
        WriteUInt64(attributes.BlockSize);
        WriteUInt64(attributes.Blocks);
        WriteUInt64(attributes.AccessSeconds);
        WriteUInt64(attributes.AccessNanoseconds);
        WriteUInt64(attributes.ModifySeconds);
        WriteUInt64(attributes.ModifyNanoseconds);
        WriteUInt64(attributes.ChangeSeconds);
        WriteUInt64(attributes.ChangeNanoseconds);
        WriteUInt64(attributes.BirthSeconds);
        WriteUInt64(attributes.BirthNanoseconds);
        WriteUInt64(attributes.Generation);
        WriteUInt64(attributes.DataVersion);
    }
}
