using ObjectFs.Tree;

namespace ObjectFs.Conformance.Clients;

/// <summary>A name in a listing.</summary>
public sealed record Entry(string Name, NodeKind Kind, ulong Inode);
