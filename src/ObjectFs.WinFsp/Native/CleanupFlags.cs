namespace ObjectFs.WinFsp;

/// <summary>FspCleanup…: what the last close of an open asks for.</summary>
[Flags]
internal enum CleanupFlags : uint
{
    None = 0,
    Delete = 1,
}
