using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>One name of a listing.</summary>
internal readonly record struct Entry(ReadOnlyMemory<byte> Name, NodeKind Kind, ulong Inode);
