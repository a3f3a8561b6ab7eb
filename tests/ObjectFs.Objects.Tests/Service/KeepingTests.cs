using System.Diagnostics;
using System.Runtime.CompilerServices;
using ObjectFs.Objects.Tests.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Service;

/// <summary>What lies open for days keeps no object alive.</summary>
public sealed class KeepingTests
{
    private readonly ObjectRegistry _registry = new();
    private readonly List<object> _alive = [];
    private readonly Shell _shell;

    public KeepingTests() => _shell = new(_registry);

    [Fact]
    public async Task A_transaction_keeps_nothing_alive_of_what_waits_in_it()
    {
        var objects = Make();
        await SucceedsAsync(_shell.MakeDirectoryAsync(".objectfs/tx/long"));
        await SucceedsAsync(_shell.WriteAsync(".objectfs/tx/long/pumps/left/Speed", "20"));
        await SucceedsAsync(_shell.WriteAsync(".objectfs/tx/long/pumps/left/Place/X", "20"));
        await SucceedsAsync(_shell.WriteAsync(".objectfs/tx/long/pumps/left/Part/Size", "20"));
        await SucceedsAsync(_shell.WriteAsync(".objectfs/tx/long/pumps/left/Counts/one", "20"));
        await SucceedsAsync(_shell.LinkAsync("../../pumps/right", ".objectfs/tx/long/pumps/left/Next"));
        await SucceedsAsync(_shell.WriteAsync(".objectfs/tx/long/scores/Points/amy", "20"));
        await AllGoAsync(objects);
        Assert.Equal(Errno.ESTALE, (await _shell.WriteAsync(".objectfs/tx/long/ctl", "commit")).Errno);
    }

    [Fact]
    public async Task A_snapshot_keeps_nothing_alive_of_what_it_shows()
    {
        var objects = Make();
        await SucceedsAsync(_shell.MakeDirectoryAsync(".objectfs/snap/old"));
        await AllGoAsync(objects);
        Assert.Equal("10\n", await _shell.ReadAsync(".objectfs/snap/old/pumps/left/Speed"));
    }

    [Fact]
    public async Task A_file_of_an_entry_does_not_keep_its_key_alive()
    {
        var objects = Make();
        var file = await _shell.FindAsync("scores/Points/amy");
        await AllGoAsync(objects);
        Assert.Equal(Errno.ESTALE, (await file.OpenAsync(OpenFlags.Read, Caller.Self, CancellationToken.None)).Errno);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference[] Make()
    {
        Pump left = new(), right = new();
        var amy = new Scorer("amy");
        var scores = new Scores { Points = { [amy] = 3 } };
        left.Next = right;
        _registry.Export(left, "pumps/left");
        _registry.Export(right, "pumps/right");
        _registry.Export(scores, "scores");
        _alive.AddRange([left, right, amy, scores]);
        return [.. _alive.Select(static each => new WeakReference(each))];
    }

    private async Task AllGoAsync(WeakReference[] objects)
    {
        _alive.Clear();

        // the stack of a thread that has just answered may still name what it answered with
        var until = Stopwatch.GetTimestamp() + (10 * Stopwatch.Frequency);
        do
        {
            await Task.Yield();
            await _registry.CollectAsync();
        }
        while (Array.Exists(objects, static each => each.IsAlive) && Stopwatch.GetTimestamp() < until);
        Assert.Equal([], objects.Select(static each => each.Target?.GetType().Name).OfType<string>());
    }

    private static async Task SucceedsAsync(Task<Failure> asked)
    {
        var failure = await asked;
        Assert.True(failure.Errno == Errno.None, failure.ToString());
    }

    private sealed class Scores
    {
        public Dictionary<Scorer, int> Points { get; } = [];
    }

    private sealed class Scorer(string name)
    {
        public override string ToString() => name;
    }
}
