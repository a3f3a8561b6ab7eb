using System.Collections.Concurrent;

namespace ObjectFs.Conformance.Subjects;

[Export(Name = "{Key}", Budget = 200)]
public class Hanging(string key) : IDisposable
{
    private readonly ManualResetEventSlim _gate = new();

    public string Key { get; } = key;

    public int Calls;

    [NotExported]
    public ManualResetEventSlim Gate => _gate;

    public int Hangs
    {
        get
        {
            Interlocked.Increment(ref Calls);
            _gate.Wait();
            return 1;
        }

        set => _gate.Wait();
    }

    public object HangsToo
    {
        get
        {
            _gate.Wait();
            return new Branch();
        }
    }

    public int Fine { get; set; } = 1;

    public void Dispose()
    {
        _gate.Set();
        GC.SuppressFinalize(this);
    }
}

[Export(Name = "{Key}")]
public class Lazybones(string key)
{
    [NotExported]
    public int Calls;

    public string Key { get; } = key;

    [Export(Lazy = true)]
    public int Costly => ++Calls;

    public int Recursing => Recursing2 + 1;

    private int Recursing2 => throw new InsufficientExecutionStackException("too deep");
}

[Export(Name = "{Key}")]
public class Gigantic(string key)
{
    public string Key { get; } = key;

    [NotExported]
    public byte[]? Content { get; set; }

    public byte[]? Bytes => Content;

    public string? Text { get; set; }

    public int Fine { get; set; } = 1;
}

[Export(Name = "{Key}", Sync = Sync.Lock)]
public class Locked(string key)
{
    private int _value;

    public string Key { get; } = key;

    public bool WasLocked { get; private set; }

    public int Value
    {
        get
        {
            WasLocked = Monitor.IsEntered(this);
            return _value;
        }

        set
        {
            WasLocked = Monitor.IsEntered(this);
            _value = value;
        }
    }

    public List<int> List { get; } = [1, 2, 3];
}

[Export(Name = "{Key}", Sync = Sync.Dispatcher, Dispatcher = nameof(Loop))]
public class Dispatched(string key, object? loop)
{
    public string Key { get; } = key;

    [NotExported]
    public object? Loop { get; } = loop;

    public int Thread => Environment.CurrentManagedThreadId;

    public int Value { get; set; }
}

/// <summary>A loop as games have it.</summary>
public sealed class GameLoop : IObjectDispatcher, IDisposable
{
    private readonly BlockingCollection<Action> _actions = [];
    private readonly Thread _thread;

    public GameLoop()
    {
        _thread = new Thread(() =>
        {
            foreach (var action in _actions.GetConsumingEnumerable())
                action();
        })
        {
            IsBackground = true,
        };
        _thread.Start();
    }

    public int ThreadId => _thread.ManagedThreadId;

    public void Post(Action action) => _actions.Add(action);

    public void Dispose()
    {
        _actions.CompleteAdding();
        _thread.Join();
        _actions.Dispose();
    }
}
