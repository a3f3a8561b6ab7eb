namespace ObjectFs.NineP.Peers.Subjects;

/// <summary>One of many.</summary>
public sealed class Cell(int value)
{
    public int Value { get; set; } = value;
}
