namespace ObjectFs.Fuse;

/// <summary>Which fields of <see cref="SetAttributesIn"/> count (FATTR_…).</summary>
[Flags]
internal enum SetAttributesMask : uint
{
    None = 0,
    Mode = 1 << 0,
    UserId = 1 << 1,
    GroupId = 1 << 2,
    Size = 1 << 3,
    AccessTime = 1 << 4,
    ModifyTime = 1 << 5,
    FileHandle = 1 << 6,
    AccessTimeNow = 1 << 7,
    ModifyTimeNow = 1 << 8,
}
