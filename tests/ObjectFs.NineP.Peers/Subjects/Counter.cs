namespace ObjectFs.NineP.Peers.Subjects;

/// <summary>Of another value each time that somebody looks.</summary>
public sealed class Counter
{
    private int _looks;

    public int Looks => Interlocked.Increment(ref _looks);
}
