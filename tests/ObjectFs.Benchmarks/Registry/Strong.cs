namespace ObjectFs.Benchmarks.Registry;

/// <summary><see cref="Plain"/>, exported and held.</summary>
[Export(Lifetime = Lifetime.Strong)]
internal sealed class Strong
{
    public int Value { get; set; }
}
