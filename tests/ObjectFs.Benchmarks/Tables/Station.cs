namespace ObjectFs.Benchmarks.Tables;

/// <summary>A row of an ordinary table.</summary>
[Export]
internal sealed class Station
{
    private static int _made;

    public int Number { get; set; } = Interlocked.Increment(ref _made);

    public string Name { get; set; } = $"station {_made}";

    public double Temperature { get; set; } = _made % 1000 / 8.0;

    public DayOfWeek Day { get; set; } = (DayOfWeek)(_made % 7);

    public long Passed { get; set; } = _made * 1_000_003L;

    public bool IsOpen { get; set; } = _made % 2 == 0;
}
