// A program whose thread pool is at a standstill: every thread of it waits, as where code waits for tasks instead of awaiting them. Mounted at the first argument, served over 9P at the second.
using System.Globalization;
using System.Threading.Channels;
using ObjectFs;
using ObjectFs.NineP;

Worker[] workers = [.. Enumerable.Range(1, 3).Select(static i => new Worker(i))];
Cog[] cogs = [.. Enumerable.Range(1, 2000).Select(static i => new Cog { Teeth = i })];
workers[0].Friend = workers[1];
var options = new ObjectFsOptions
{
    Protocols = ObjectFsProtocols.Fuse | ObjectFsProtocols.NineP,
    MountPoint = args[0],
    Address = NinePAddress.Unix(args[1]),
};
var server = ObjectFsServer.StartAsync(options).GetAwaiter().GetResult();

var threads = Environment.ProcessorCount;
ThreadPool.SetMinThreads(threads, threads);
ThreadPool.SetMaxThreads(threads, threads);
using var end = new ManualResetEvent(false);
for (var i = 0; i < 4 * threads; i++)
    ThreadPool.UnsafeQueueUserWorkItem(static end => end.WaitOne(), end, preferLocal: false);
var probe = new ManualResetEvent(false);
ThreadPool.UnsafeQueueUserWorkItem(static probe => probe.Set(), probe, preferLocal: false);
Console.WriteLine(probe.WaitOne(1000) ? "the pool has threads left" : "starved");

while (Console.ReadLine() is { } line)
{
    if (line == "stop")
    {
        server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Console.WriteLine(probe.WaitOne(0) ? "the pool works again" : "stopped");
    }
}

GC.KeepAlive(workers);
GC.KeepAlive(cogs);
Environment.Exit(0);

/// <summary>Its name, and whether it is shown, are found out by running its code.</summary>
[Export(Name = "{Label}", When = nameof(IsShown), Budget = 1500, Creatable = true)]
internal sealed class Worker(int number)
{
    private readonly Dictionary<string, int> _tools = new() { ["hammer"] = 1 };
    private readonly Channel<int> _inbox = Channel.CreateUnbounded<int>();
    private string? _label = number == 0 ? null : $"w{number.ToString(CultureInfo.InvariantCulture)}";
    private int _load;
    private int _limit;

    public Worker()
        : this(0)
    {
    }

    public event Action<int>? Rang;

    public string? Label
    {
        get => Slowly(_label);
        set => _label = value;
    }

    public bool IsShown => Slowly(number) != 3;

    public int Speed { get; set; } = 10;

    public string Team { get; set; } = "red";

    public int Load => Slowly(_load);

    public int Ticks => ++_load / 2;

    public int Limit
    {
        get => Slowly(_limit);
        set => _limit = Slowly(value);
    }

    public int Hanging
    {
        get
        {
            Thread.Sleep(Timeout.Infinite);
            return 0;
        }
    }

    public Worker? Friend { get; set; }

    public IList<string> Tags { get; } = ["a", "b"];

    public IDictionary<string, int> Tools => Slowly(_tools);

    public byte[] Bytes { get; set; } = [1, 2, 3];

    public Task<int> Job { get; } = Task.FromResult(7);

    public IEnumerable<int> Numbers => Enumerable.Range(1, 3).Where(static number => Slowly(number) > 0);

    public int Bell
    {
        get => 0;
        set => Rang?.Invoke(value);
    }

    public ChannelReader<int> Inbox => _inbox.Reader;

    public int Letter
    {
        get => 0;
        set => _inbox.Writer.TryWrite(value);
    }

    /// <summary>Adds.</summary>
    [Export]
    public int Add(int a, int b = 1) => Slowly(a) + b;

    [Export]
    public Task<int> AddLater(int a)
    {
        var sum = new TaskCompletionSource<int>();
        new Thread(() => sum.SetResult(a + 1)).Start();
        return sum.Task;
    }

    [Export]
    public int Wait(CancellationToken cancellationToken)
    {
        cancellationToken.WaitHandle.WaitOne();
        cancellationToken.ThrowIfCancellationRequested();
        return 0;
    }

    // as long as it takes to tell the thread that runs this from the one that waits for it, sometimes less, sometimes more
    private static T Slowly<T>(T value)
    {
        Thread.SpinWait(Random.Shared.Next(1000));
        return value;
    }
}

/// <summary>One of many.</summary>
[Export]
internal sealed class Cog
{
    public int Teeth { get; set; }

    public string Twice => (2 * Teeth).ToString(CultureInfo.InvariantCulture);
}
