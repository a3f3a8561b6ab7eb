using ObjectFs.Tree;

namespace ObjectFs.Conformance.Clients;

/// <summary>What stat(2) tells. Modified is in nanoseconds since 1970.</summary>
public sealed record Stat(NodeKind Kind, int Mode, long Size, ulong Inode, long Modified);
