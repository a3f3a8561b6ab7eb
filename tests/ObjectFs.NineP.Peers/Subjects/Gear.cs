namespace ObjectFs.NineP.Peers.Subjects;

public enum Gear
{
    Neutral,
    First,
    Second,
}
