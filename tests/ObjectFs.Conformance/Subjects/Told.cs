using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ObjectFs.Conformance.Subjects;

/// <summary>A dial that says all about itself.</summary>
[Export(Name = "{Key}")]
public class Told(string key)
{
    [NotExported]
    public int Read;

    public string Key { get; } = key;

    /// <summary>How fast, see <see cref="Key"/>.</summary>
    [Range(0, 120), Unit("rpm"), DefaultValue(10.0)]
    public double Speed { get; set; } = 10;

    /// <summary>Never shown.</summary>
    [Description("What it says of itself."), StringLength(20, MinimumLength = 2)]
    public string Label { get; set; } = "dial";

    [DefaultValue(DayOfWeek.Friday)]
    public DayOfWeek Day { get; set; }

    public bool? Maybe { get; set; }

    [AllowedValues(1, 3, 5)]
    public int Odd { get; set; } = 1;

    [Range(0, 1, MinimumIsExclusive = true)]
    public decimal Share
    {
        get
        {
            Interlocked.Increment(ref Read);
            return 0.5m;
        }
    }

    /// <summary>Left alone by stat.</summary>
    [Export(Lazy = true)]
    public int Lazily => Interlocked.Increment(ref Read);

    public int Throws => throw new InvalidOperationException($"read {Interlocked.Increment(ref Read)}");

    [MaxLength(3)]
    public List<double> Samples { get; } = [1.5];

    public TellingPart Part { get; set; } = new();

    /// <summary>Told when it turns.</summary>
    public event Action<int>? Turned;

    /// <summary>Turns it.</summary>
    /// <param name="by">How far.</param>
    /// <returns>Where it is now.</returns>
    [Export]
    public int Turn([Range(1, 10)] int by = 1)
    {
        Turned?.Invoke(by);
        return by;
    }
}

/// <summary>A part that knows what it is.</summary>
public class TellingPart
{
    /// <summary>What it weighs.</summary>
    [Unit("kg")]
    public double Weight { get; set; } = 1;
}
