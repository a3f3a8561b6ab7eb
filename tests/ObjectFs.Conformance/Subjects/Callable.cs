using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace ObjectFs.Conformance.Subjects;

[Export(Name = "{Key}")]
public class Callable(string key)
{
    [NotExported]
    public int Calls;

    public string Key { get; } = key;

    public Helper Part { get; } = new();

    [NotExported]
    public ManualResetEventSlim Begun { get; } = new();

    [NotExported]
    public ManualResetEventSlim Gate { get; } = new();

    [NotExported]
    public TaskCompletionSource Drop { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [NotExported]
    public ManualResetEventSlim Cancelled { get; } = new();

    [Export]
    public static string Shout(string text) => text.ToUpperInvariant();

    [Export, Description("Gives health back.")]
    public int Heal([Range(1, 100)] int amount, bool full = false)
    {
        Interlocked.Increment(ref Calls);
        return full ? 100 : amount;
    }

    [Export]
    public int Heal(string name, params int[] amounts) => name.Length + amounts.Sum();

    [Export]
    public string Echo(string text) => text;

    [Export]
    public Point Where() => new() { X = 1, Y = 2 };

    [Export]
    public void Fail() => throw new KeyNotFoundException("no such thing");

    [Export(Mode = "0444")]
    public void Forbidden() => Calls++;

    [Export]
    public async IAsyncEnumerable<int> Count(int end)
    {
        for (var i = 0; i < end; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    [Export]
    public async IAsyncEnumerable<string> Drip()
    {
        yield return "first";
        await Drop.Task;
        yield return "second";
    }

    [Export]
    public int Stuck()
    {
        Begun.Set();
        Gate.Wait();
        return 1;
    }

    [Export]
    public async Task<int> Wait(CancellationToken cancellationToken)
    {
        Begun.Set();
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            Cancelled.Set();
        }

        return 1;
    }
}

public class Helper
{
    public int Value { get; set; } = 5;

    [Export]
    public int Double() => 2 * Value;
}

[Export(Name = "{Key}", Sync = Sync.Lock)]
public class LockedCalls(string key)
{
    public string Key { get; } = key;

    [Export]
    public bool IsLocked() => Monitor.IsEntered(this);
}

[Export(Name = "{Key}", Sync = Sync.Dispatcher, Dispatcher = nameof(Loop))]
public class DispatchedCalls(string key, object? loop)
{
    public string Key { get; } = key;

    [NotExported]
    public object? Loop { get; } = loop;

    [Export]
    public int Thread() => Environment.CurrentManagedThreadId;
}

/// <summary>Has methods that are called like the files and directories which every object has behind a dot.</summary>
[Export(Name = "{Key}")]
[SuppressMessage("Performance", "CA1822", Justification = "Methods of objects are what is tested.")]
public class Overlaid(string key)
{
    public string Key { get; } = key;

    [Export(Name = "json")]
    public string Json() => "json";

    [Export(Name = "json")]
    public string Json(string text) => $"later{text[1..]}";

    [Export(Name = "watch")]
    public string Watch() => "watch";

    [Export(Name = "text")]
    public string Text() => "text";

    [Export(Name = "type")]
    public string Type() => "type";

    [Export(Name = "error")]
    public string Error() => "error";
}
