namespace ObjectFs.Fuse.Tests;

internal sealed record Reply(int Error, byte[] Body);
