namespace ObjectFs.Benchmarks.Registry;

/// <summary>Objects to look up and to list, by number.</summary>
[Export]
internal sealed class Found
{
    public int Value { get; set; }
}
