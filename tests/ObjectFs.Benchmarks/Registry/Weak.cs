namespace ObjectFs.Benchmarks.Registry;

/// <summary><see cref="Plain"/>, exported and not held.</summary>
[Export]
internal sealed class Weak
{
    public int Value { get; set; }
}
