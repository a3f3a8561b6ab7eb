namespace ObjectFs.Tree;

/// <summary>A name in a directory.</summary>
/// <param name="Name">UTF-8.</param>
/// <param name="Node">What it leads to.</param>
/// <param name="Ordinal">Counts the names a directory ever had; where a listing goes on.</param>
internal readonly record struct MemoryEntry(byte[] Name, MemoryNode Node, ulong Ordinal);
