namespace ObjectFs.Benchmarks.Fuse;

/// <summary>One of many in one directory: <c>/Row/1</c> and so on.</summary>
[Export]
internal sealed class Row
{
    public int Value { get; set; }
}
