namespace ObjectFs.NineP.Peers.Subjects;

public sealed class Limits
{
    public double High { get; set; } = 90.5;

    public double Low { get; set; } = -10;
}
