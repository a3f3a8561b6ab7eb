namespace ObjectFs.Benchmarks.Registry;

/// <summary>What is not exported.</summary>
internal sealed class Plain
{
    public int Value { get; set; }
}
