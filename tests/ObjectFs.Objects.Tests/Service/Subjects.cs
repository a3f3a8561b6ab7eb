using System.ComponentModel.DataAnnotations;

namespace ObjectFs.Objects.Tests.Service;

internal sealed class Pump
{
    [Range(0, 120)]
    public int Speed { get; set; } = 10;

    public string Label { get; set; } = "north";

    public string? Note { get; set; }

    public byte[] Raw { get; set; } = [1, 2, 3];

    public Place Place { get; set; }

    public Pump? Next { get; set; }

    public List<int> Levels { get; } = [1, 2, 3];

    public Dictionary<string, int> Counts { get; } = new() { ["one"] = 1 };

    public HashSet<string> Marks { get; } = ["old"];

    public HashSet<int> Numbers { get; } = [];

    public Part Part { get; } = new();

    public int Throwing
    {
        get => field;
        set => field = value < 100 ? value : throw new InvalidOperationException("too hot");
    }

    [Export]
    public string? ApiKey { get; set; } = "k-123";

    [Export]
    public int Faster(int by) => Speed += by;

    [Export]
    public bool Unlock(string password) => password.Length > Speed;
}

[Export(Name = "{Name}", Creatable = true)]
internal sealed class Hose
{
    public string Name { get; set; } = "";
}

internal sealed class Valve : IDisposable
{
    private readonly ManualResetEventSlim _gate = new();
    private int _opening;
    private int _sets;

    public int Opening
    {
        get => Volatile.Read(ref _opening);
        set
        {
            _gate.Wait();
            Volatile.Write(ref _opening, value);
            Interlocked.Increment(ref _sets);
        }
    }

    [NotExported]
    public int Sets => Volatile.Read(ref _sets);

    public void Open() => _gate.Set();

    public void Dispose() => _gate.Dispose();
}

internal sealed class Late : IDisposable
{
    private readonly ManualResetEventSlim _gate = new();
    private int _first = 1;
    private int _reads = int.MinValue;

    public int First
    {
        get => Volatile.Read(ref _first);
        set => Volatile.Write(ref _first, value);
    }

    public string? Second
    {
        get
        {
            if (Interlocked.Decrement(ref _reads) != -1)
                return "two";
            _gate.Wait();
            throw new InvalidOperationException("too late");
        }
        set => Sets += value == "" ? 0 : 1;
    }

    [NotExported]
    public int Sets { get; private set; }

    public void HangAfter(int reads) => Volatile.Write(ref _reads, reads);

    public void GoOn() => _gate.Set();

    public void Dispose() => _gate.Dispose();
}

internal sealed class Vault
{
    [Export]
    public Dictionary<string, string> Passwords { get; } = new() { ["amy"] = "old" };

    public Dictionary<string, string> Settings { get; } = new() { ["apiKey"] = "old", ["color"] = "red" };

    [Export]
    public Keys Credentials { get; } = new();

    public HashSet<string> Tags { get; } = [];

    internal sealed class Keys
    {
        public string User { get; set; } = "root";
    }
}

internal struct Place
{
    public int X { get; set; }

    public int Y { get; set; }
}

internal sealed class Part
{
    public double Size { get; set; } = 1.5;
}

internal sealed class Trouble
{
    public int Fine { get; set; } = 1;

    public int Broken => Fine > 0 ? throw new InvalidOperationException("boom") : 0;

    public IEnumerable<int> Endless
    {
        get
        {
            Enumerated++;
            for (var i = 0; ; i++)
                yield return i;
        }
    }

    [NotExported]
    public int Enumerated { get; private set; }

    public byte[] Large { get; set; } = new byte[3 << 20];

    public Trouble Again => new() { Fine = Fine };

    public Trouble Self => this;
}
