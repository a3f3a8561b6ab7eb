namespace ObjectFs.Benchmarks.NineP;

/// <summary>What carries the bytes.</summary>
internal enum Transport
{
    Unix,
    Tcp,
}
