namespace ObjectFs.NineP.Server;

/// <summary>What tells a file from all others that are there at the same time.</summary>
internal readonly record struct FileIdentity(ulong Device, ulong Inode);
