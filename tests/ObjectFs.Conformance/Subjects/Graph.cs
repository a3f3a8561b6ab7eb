using System.Collections;
using System.Collections.Concurrent;
using System.Collections.ObjectModel;

namespace ObjectFs.Conformance.Subjects;

public struct Point
{
    public int X { get; set; }

    public int Y { get; set; }
}

public struct Segment
{
    public Point From { get; set; }

    public Point To { get; set; }

    public string? Label { get; set; }
}

public class Drawing
{
    public Segment Main { get; set; }

    public Segment ReadOnly { get; } = new() { Label = "fixed" };

    public Segment Field;
}

[Export(Name = "{Key}")]
public class Canvas(string key)
{
    public string Key { get; } = key;

    public Drawing Drawing { get; set; } = new();

    public Point Origin { get; set; }

    public Point? Focus { get; set; } = new Point { X = 1 };

    public Drawing? Nothing { get; set; }

    public (int Left, string Right) Tuple { get; set; } = (1, "two");
}

[Export(Name = "{Key}")]
public class Link(string key)
{
    public string Key { get; } = key;

    public Link? Next { get; set; }

    public Link Fixed => this;

    public Named? Other { get; set; }

    public Link Never { get; set; } = null!;

    public object? Anything { get; set; }

    public Branch? Tree { get; set; }

    public IEnumerable<object>? Deep { get; set; }

    public Endless Endless => new();
}

/// <summary>Not exported: shown where it is.</summary>
public class Branch
{
    public string Name { get; set; } = "";

    public Branch? Parent { get; set; }

    public Branch? Child { get; set; }

    public Link? Exported { get; set; }
}

/// <summary>Each look makes one more.</summary>
public class Endless
{
    public int Depth { get; init; }

    public Endless Next => new() { Depth = Depth + 1 };
}

[Export(Name = "{Key}")]
public class Collections(string key)
{
    public string Key { get; } = key;

    public int[] Numbers { get; set; } = [1, 2, 3];

    public List<string> Names { get; } = ["a", "b"];

    public IReadOnlyList<int> Fixed { get; } = new ReadOnlyCollection<int>([4, 5]);

    public Dictionary<string, int> ByName { get; } = new() { ["one"] = 1, ["a/b"] = 2, [".."] = 3, [""] = 4, ["CON"] = 5, ["~"] = 6, ["a b\n"] = 7 };

    public Dictionary<int, string> ByNumber { get; } = new() { [1] = "one", [-5] = "minus five" };

    public Dictionary<Weekday, double> ByDay { get; } = new() { [Weekday.Monday] = 1.5 };

    public Dictionary<Guid, int> ByGuid { get; } = new() { [Guid.Empty] = 1 };

    public Dictionary<(int, int), string> ByPair { get; } = new() { [(1, 2)] = "pair" };

    public Dictionary<DateTimeOffset, int> ByTime { get; } = new() { [DateTimeOffset.UnixEpoch] = 1 };

    public SortedDictionary<string, Point> Points { get; } = new() { ["here"] = new Point { X = 3 } };

    public ConcurrentDictionary<string, int> Concurrent { get; } = new() { ["x"] = 1 };

    public IReadOnlyDictionary<string, int> Frozen { get; } = new ReadOnlyDictionary<string, int>(new Dictionary<string, int> { ["f"] = 1 });

    public Hashtable Untyped { get; } = new() { ["k"] = 1 };

    public HashSet<string> Tags { get; } = ["red", "a/b"];

    public HashSet<int> Ids { get; } = [3, 1];

    public Queue<string> Queue { get; } = new(["first", "second"]);

    public List<List<int>> Nested { get; } = [[1, 2], [3]];

    public List<Named?> References { get; } = [null];

    public int[,] Grid { get; } = { { 1, 2 }, { 3, 4 } };

    public List<Branch> Nodes { get; } = [new Branch { Name = "n" }];

    public int Enumerated { get; private set; }

    public IEnumerable<int> Lazy
    {
        get
        {
            Enumerated++;
            yield return 1;
            yield return 2;
        }
    }

    public IEnumerable<int> Infinite
    {
        get
        {
            for (var i = 0; ; i++)
                yield return i;
        }
    }

    public IQueryable<int> Query => Lazy.AsQueryable();

    public IEnumerable<int> Failing
    {
        get
        {
            yield return 1;
            throw new InvalidOperationException("no more");
        }
    }

    public List<int> Restless { get; } = [.. Enumerable.Range(0, 100)];
}

[Export(Name = "{Key}")]
public class Futures(string key)
{
    public string Key { get; } = key;

    public Task<int> Done { get; } = Task.FromResult(5);

    public Task Plain { get; } = Task.CompletedTask;

    public TaskCompletionSource<string> Source = new();

    public Task<string> Waiting => Source.Task;

    public Task<int> Failed { get; } = Task.FromException<int>(new InvalidOperationException("it failed"));

    public ValueTask<int> Value => new(6);

    public bool Forced { get; private set; }

    public Lazy<int> Lazy => field ??= new(() =>
    {
        Forced = true;
        return 7;
    });
}
