namespace ObjectFs.WinFsp.Fake;

/// <summary>A name in a listing.</summary>
internal readonly record struct DirectoryEntry(string Name, FileInfo Info);
