namespace ObjectFs.Benchmarks.Setters;

/// <summary>A class of a user's, woven.</summary>
[Export]
internal sealed class WovenGauge
{
    public int Level { get; set; }

    public double Pressure { get; set; }

    public string? Label { get; set; }
}
