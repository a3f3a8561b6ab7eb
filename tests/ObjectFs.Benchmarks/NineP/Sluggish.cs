namespace ObjectFs.Benchmarks.NineP;

/// <summary>A class with a getter that takes almost as long as a getter may.</summary>
[Export]
internal sealed class Sluggish
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1.9);

#pragma warning disable CA1822 // a property of an object, as users have them
    public int Value
    {
        get
        {
            Thread.Sleep(Long);
            return 1;
        }
    }
#pragma warning restore CA1822
}
