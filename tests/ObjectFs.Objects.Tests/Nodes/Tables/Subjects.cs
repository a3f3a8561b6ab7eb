using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ObjectFs.Objects.Tests.Nodes.Tables;

[Export]
public class Gauge
{
    public int Level { get; set; }

    public string? Label { get; set; }

    public double Ratio { get; set; } = 0.5;

    public DayOfWeek Day { get; set; }

    public List<int> Parts { get; } = [1];

    public string Secret { get; set; } = "hidden";
}

[Export(Name = "{Key}")]
public class Cell(string key)
{
    public string Key { get; set; } = key;

    public int Value { get; set; }
}

[Export(When = nameof(IsVisible))]
public class Shy
{
    public bool IsVisible { get; set; }
}

[Export(Budget = 1000)]
public class Awkward : IDisposable
{
    private readonly ManualResetEventSlim _gate = new();

    public int Good { get; set; } = 1;

    public int Bad => throw new InvalidOperationException($"number {Good}, \"broken\"");

    public bool Stuck { get; set; }

    public int Slow
    {
        get
        {
            if (Stuck)
                _gate.Wait();
            return 2;
        }
    }

    public void Dispose()
    {
        _gate.Set();
        GC.SuppressFinalize(this);
    }
}

[Export]
public class Counter
{
    [Export]
    public static int Made { get; set; } = 7;

    public int Own { get; set; } = 1;
}

[Export]
public static class Knobs
{
    public static int Volume { get; set; } = 3;
}

[Export("zones/{Name}")]
public class Placed
{
    public string Name { get; set; } = "north";
}

[Export]
public class Narrowed
{
    public int Open { get; set; }

    [Export(Mode = "0600")]
    public int Mine { get; set; }

    [Export(Mode = "0200")]
    public int Unread { get; set; }
}

[Export]
public class Single
{
    public string? Only { get; set; }
}

public class Leg
{
    public int Length { get; set; }

    public Leg? Next { get; set; }
}

[Export]
public class Described
{
    [Range(0, 120), Unit("rpm"), Description("How fast it turns.")]
    public double Speed { get; set; }

    public byte Small { get; set; }

    public long? Maybe { get; set; }

    public float Free { get; set; }

    [StringLength(5, MinimumLength = 2)]
    public string Short { get; set; } = "abc";

    [RegularExpression("[a-z]+"), Required]
    public string Word { get; set; } = "word";

    [AllowedValues(1, 3)]
    public int Odd { get; set; } = 1;

    public string? Note { get; set; }

    public DayOfWeek Day { get; set; }

    public DayOfWeek? Perhaps { get; set; }

    public Guid Id { get; init; }

    public DateTimeOffset At { get; set; }

    public bool On { get; set; }

    public byte[] Raw { get; set; } = [];

    public Leg Leg { get; } = new();

    public List<Leg> Legs { get; } = [];

    public Dictionary<string, int> Counts { get; } = [];

    public Described? Other { get; set; }

    public object? Anything { get; set; }

    public event Action Happened
    {
        add => throw new NotSupportedException("Nobody is to listen.");
        remove => throw new NotSupportedException("Nobody listens.");
    }
}
