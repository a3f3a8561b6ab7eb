namespace ObjectFs.Benchmarks.Setters;

/// <summary><see cref="WovenGauge"/> without the mark, and so unwoven.</summary>
internal sealed class PlainGauge
{
    public int Level { get; set; }

    public double Pressure { get; set; }

    public string? Label { get; set; }
}
