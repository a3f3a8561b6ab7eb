namespace ObjectFs.RealTools.Tests;

[Export(Name = "{Key}")]
public class Thing(string key)
{
    public string Key { get; } = key;

    public int Number { get; set; } = 42;

    public string Text { get; set; } = "hello";

    public string? Nothing { get; set; }

    public byte[] Bytes { get; set; } = [.. Enumerable.Range(0, 100_000).Select(static i => (byte)(i * 7))];

    public List<string> List { get; } = ["a", "b"];

    public Dictionary<string, int> Dictionary { get; } = new() { ["one"] = 1, ["a/b"] = 2 };

    public List<int> Numbers { get; } = [];

    public HashSet<string> Tags { get; } = ["red"];

    public int[] Sizes { get; } = [1, 2];

    public Inner Inner { get; } = new();

    public Thing? Other { get; set; }

    public Thing Self => this;
}

[Export(Name = "{Key}")]
public class Piece(string key)
{
    public string Key { get; } = key;

    [System.ComponentModel.DataAnnotations.Range(0, 10)]
    public int Weight { get; set; } = 2;

    public string? Color { get; set; }
}

/// <summary>Anybody may make one.</summary>
[Export(Name = "{Name}", Creatable = true)]
public class Pet
{
    public string Name
    {
        get;
        set => field = value == "bad" ? throw new ArgumentException("no pet is bad") : value;
    } = "";

    public int Age { get; set; }
}

public class Inner
{
    public double Value { get; set; } = 1.5;
}

/// <summary>All that a walk must survive, and what it must not do.</summary>
[Export(Name = "{Key}", Budget = 100)]
public class Minefield(string key) : IDisposable
{
    private readonly ManualResetEventSlim _gate = new();
    private int _forbidden;

    public string Key { get; } = key;

    [NotExported]
    public int Forbidden => _forbidden;

    public int Throws => throw new InvalidOperationException("boom");

    public int Hangs
    {
        get
        {
            _gate.Wait();
            return 1;
        }
    }

    public int Set
    {
        get;
        set
        {
            Interlocked.Increment(ref _forbidden);
            field = value;
        }
    }

    public Lazy<int> Lazy => field ??= new(() => Interlocked.Increment(ref _forbidden));

    public Task<int> Never { get; } = new TaskCompletionSource<int>().Task;

    public Minefield Self => this;

    public Deeper Endless => new();

    public IEnumerable<int> Infinite
    {
        get
        {
            for (var i = 0; ; i++)
                yield return i;
        }
    }

    public event Action? Happened;

    public IAsyncEnumerable<int> Ticks => CountAsync();

    public Dictionary<string, string> Odd { get; } = new() { [".."] = "up", ["-rf"] = "option", ["a\nb"] = "line", ["$(id)"] = "command", [""] = "empty" };

    public string Lines { get; set; } = "a\nb\r\nc\r";

    public void Run()
    {
        Interlocked.Increment(ref _forbidden);
        Happened?.Invoke();
    }

    private async IAsyncEnumerable<int> CountAsync()
    {
        Interlocked.Increment(ref _forbidden);
        await Task.CompletedTask;
        for (var i = 0; ; i++)
            yield return i;
    }

    public void Dispose()
    {
        _gate.Set();
        GC.SuppressFinalize(this);
    }
}

/// <summary>Rings where somebody writes.</summary>
[Export(Name = "{Key}")]
public class Doorbell(string key)
{
    public event Action<int>? Rang;

    public string Key { get; } = key;

    public int Number { get; set; } = 42;

    public int Bell
    {
        get;
        set
        {
            field = value;
            Rang?.Invoke(value);
        }
    }
}

public class Deeper
{
    public Deeper Next => new();
}
