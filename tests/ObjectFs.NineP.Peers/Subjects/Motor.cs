using System.ComponentModel.DataAnnotations;

namespace ObjectFs.NineP.Peers.Subjects;

/// <summary>What most programs have: values with bounds, a nested object, a list, and a reference.</summary>
public sealed class Motor
{
    [Range(0, 6000)]
    public int Speed { get; set; } = 1500;

    [Range(0.0, 1.0)]
    public double Load { get; set; } = 0.25;

    public string Label { get; set; } = "hello";

    public Gear Gear { get; set; } = Gear.Neutral;

    public Limits Limits { get; } = new();

    public List<string> Tags { get; } = ["a", "b"];

    public byte[] Blob { get; set; } = [.. Enumerable.Range(0, 300_000).Select(static i => (byte)(i * 7 / 3))];

    /// <summary>Another exported object.</summary>
    public Motor? Twin { get; set; }
}
