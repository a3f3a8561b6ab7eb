namespace ObjectFs.Fuse;

/// <summary>How the kernel is to treat an open file (FOPEN_…).</summary>
[Flags]
internal enum FileOpenFlags : uint
{
    None = 0,
    DirectIo = 1 << 0,
    NonSeekable = 1 << 2,
    Stream = 1 << 4,
    NoFlush = 1 << 5,
}
