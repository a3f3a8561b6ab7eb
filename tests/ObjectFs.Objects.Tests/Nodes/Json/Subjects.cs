using System.ComponentModel.DataAnnotations;

namespace ObjectFs.Objects.Tests.Nodes.Json;

public struct Spot
{
    public int X { get; set; }

    public int Y { get; set; }
}

public class Box
{
    public int Width { get; set; } = 3;

    public Spot Corner { get; set; } = new() { X = 1, Y = 2 };
}

[Export(Name = "{Login}")]
public class Pilot(string login)
{
    public string Login { get; } = login;

    [Range(0, 120), Unit("rpm")]
    public double Speed { get; set; } = 10;

    public int Level { get; set; } = 1;

    public string Title { get; set; } = "none";

    public string? Motto { get; set; }

    public DayOfWeek Day { get; set; }

    public byte[]? Photo { get; set; } = [1, 2];

    public Spot Spot { get; set; } = new() { X = 5, Y = 6 };

    public Spot? Goal { get; set; }

    public Box Box { get; } = new();

    public Pilot? Wing { get; set; }

    public Pilot Self => this;

    public List<int> Scores { get; } = [1, 2, 3];

    public Dictionary<string, int> Bag { get; } = new() { ["gold"] = 1, ["iron"] = 2 };

    public HashSet<string> Tags { get; } = ["a", "b"];

    public Task<int> Done { get; } = Task.FromResult(5);

    public IEnumerable<int> Lazy
    {
        get
        {
            yield return Level;
        }
    }

    public int Broken => throw new InvalidOperationException($"{Login} is broken");

    [Export(Mode = "0444")]
    public int Narrow { get; set; }

    public string Password { get; set; } = "secret";

    public int Sets { get; private set; }

    public int Counted
    {
        get;
        set
        {
            Sets++;
            field = value;
        }
    }

    public int Picky
    {
        get;
        set => field = value >= 0 ? value : throw new ArgumentException("it is negative");
    }

    public int Fixed
    {
        get;
        set => field = field == 0 && value == 1 ? throw new NotSupportedException("it stays 0") : throw new InvalidOperationException("never");
    }
}

[Export(Sync = Sync.Lock)]
public class Guarded
{
    private int _seen;

    [NotExported]
    public int Unlocked => _seen;

    public int First
    {
        get;
        set => field = See(value);
    }

    public int Second
    {
        get;
        set => field = See(value);
    }

    private int See(int value)
    {
        if (!Monitor.IsEntered(this))
            _seen++;
        return value;
    }
}
