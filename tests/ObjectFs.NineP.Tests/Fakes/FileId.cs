namespace ObjectFs.NineP.Tests;

/// <summary>A qid.</summary>
internal readonly record struct FileId(byte Type, uint Version, ulong Path)
{
    public bool IsDirectory => (Type & 0x80) != 0;

    public bool IsSymlink => (Type & 0x02) != 0;
}
