using System.Runtime.CompilerServices;
using ObjectFs.Conformance.Clients;
using ObjectFs.Tree;

[assembly: AssemblyFixture(typeof(ObjectFs.Conformance.Gateways))]

namespace ObjectFs.Conformance;

/// <summary>What cases have in common. A subject is held for as long as its test runs.</summary>
public abstract class Case
{
    private static int _names;

    private readonly List<object> _kept = [];
    private WeakReference? _born;

    /// <summary>How long something that comes by itself may take before a test fails; no test ever waits so long and passes.</summary>
    protected static TimeSpan Patience { get; } = TimeSpan.FromSeconds(20);

    protected static Client Open(string gateway) => Gateways.Open(gateway);

    /// <summary>A name that no other subject has.</summary>
    protected static string NewName() => $"s{Interlocked.Increment(ref _names)}";

    protected T Keep<T>(T subject)
        where T : class
    {
        _kept.Add(subject);
        return subject;
    }

    /// <summary>Makes a subject that nothing but this test holds: not even a register of the test's method.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    protected void Bear(Func<object> make)
    {
        _kept.Add(make());
        _born = new WeakReference(_kept[^1]);
    }

    protected void Release() => _kept.Clear();

    /// <summary>Whether a mode is so, as far as the gateway tells modes.</summary>
    protected static void HasMode(int expected, Client tree, string path)
    {
        var stat = tree.Stat(path);
        var told = tree.ToldMode(stat.Kind);
        Assert.Equal((path, expected & told), (path, stat.Mode & told));
    }

    protected static void Refuses(Errno errno, Action call) => Refusal.Assert(errno, call);

    /// <summary>For what comes soon, but not at once: a message of the kernel's, a collection.</summary>
    protected static void Eventually(Func<bool> condition, string what) => Assert.True(SpinWait.SpinUntil(condition, Patience), $"not within {Patience}: {what}");

    /// <summary>What comes next in a stream, read by a thread of its own.</summary>
    protected static Task<string> NextOf(OpenFile file) =>
        Task.Factory.StartNew(() => file.Next(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    protected static string Await(Task<string> read)
    {
        Assert.True(read.Wait(Patience), "nothing came");
        return read.Result;
    }

    protected static void Tick()
    {
        // the tree's clock is coarse: wait for it to move, by looking at it
        var now = DateTimeOffset.UtcNow;
        SpinWait.SpinUntil(() => DateTimeOffset.UtcNow - now > TimeSpan.FromMilliseconds(40));
    }

    protected void EventuallyGone(Client tree, string path)
    {
        var gone = SpinWait.SpinUntil(
            () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return !tree.Exists(path);
            },
            Patience);
        Assert.True(gone, $"{path} is still there; the object itself is {(_born?.IsAlive == true ? "alive" : "collected")}");
    }
}
