namespace ObjectFs.Benchmarks.Registry;

/// <summary><see cref="Found"/>, of which there are few.</summary>
[Export]
internal sealed class FoundAmongFew
{
    public int Value { get; set; }
}
