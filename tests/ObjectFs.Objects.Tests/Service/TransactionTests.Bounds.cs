using System.Globalization;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Service;

/// <content>Bounds, and commits at once.</content>
public sealed partial class TransactionTests
{
    [Fact]
    public async Task There_are_so_many_transactions_and_no_more()
    {
        for (var i = 0; i < 16; i++)
            Assert.Equal(Errno.None, (await _shell.MakeDirectoryAsync($".objectfs/tx/t{i}")).Errno);
        var refused = await _shell.MakeDirectoryAsync(".objectfs/tx/more");
        Assert.Equal(Errno.ENOSPC, refused.Errno);
        Assert.Contains("rmdir", refused.Sentence, StringComparison.Ordinal);
        Assert.Equal(Errno.EEXIST, (await _shell.MakeDirectoryAsync(".objectfs/tx/t1")).Errno);
        await _shell.RemoveDirectoryAsync(".objectfs/tx/t1");
        Assert.Equal(Errno.None, (await _shell.MakeDirectoryAsync(".objectfs/tx/more")).Errno);
    }

    [Fact]
    public async Task A_transaction_takes_so_much_and_no_more()
    {
        var many = new Dictionary<string, int>();
        for (var i = 0; i < 1100; i++)
            many.Add(i.ToString(CultureInfo.InvariantCulture), i);
        var holder = new Holder { Many = many };
        _registry.Export(holder, "holder");
        await OpenAsync();
        Assert.Equal(Errno.EFBIG, (await _shell.WriteAsync($"{Twin}/pumps/left/Label", new string('x', 2 << 20))).Errno);
        for (var i = 0; i < 1024; i++)
            await SucceedsAsync($"{Twin}/holder/Many/{i}", "7");
        Assert.Equal(Errno.ENOSPC, (await _shell.WriteAsync($"{Twin}/holder/Many/1050", "7")).Errno);
        await SucceedsAsync($"{Twin}/holder/Many/5", "8");
        await SucceedsAsync($"{Twin}/ctl", "commit");
        Assert.Equal((7, 8, 1050), (many["4"], many["5"], many["1050"]));
    }

    [Fact]
    public async Task Nothing_is_made_or_removed_in_a_twin()
    {
        await OpenAsync();
        Assert.Equal(Errno.EPERM, (await _shell.MakeDirectoryAsync($"{Twin}/pumps/new")).Errno);
        Assert.Equal(Errno.EPERM, (await _shell.RemoveDirectoryAsync($"{Twin}/pumps")).Errno);
        Assert.Equal(Errno.EACCES, (await _shell.WriteAsync($"{Twin}/status", "x")).Errno);
    }

    [Fact]
    public async Task A_getter_that_throws_too_late_costs_no_value()
    {
        using var late = new Late();
        _registry.Export(late, "late");
        await OpenAsync();
        await SucceedsAsync($"{Twin}/late/First", "20");
        await SucceedsAsync($"{Twin}/late/Second", "20");
        late.HangAfter(1);
        _registry.GetterBudget = TimeSpan.FromSeconds(1);
        Assert.Equal(Errno.ETIMEDOUT, (await _shell.WriteAsync($"{Twin}/ctl", "commit")).Errno);
        late.GoOn();
        Assert.True(SpinWait.SpinUntil(() => late.First == 1, TimeSpan.FromSeconds(30)));
        Assert.Equal(0, late.Sets);
    }

    [Fact]
    public async Task Of_commits_at_once_each_is_whole()
    {
        for (var i = 0; i < 8; i++)
        {
            await _shell.MakeDirectoryAsync($".objectfs/tx/c{i}");
            await SucceedsAsync($".objectfs/tx/c{i}/pumps/left/Speed", $"{20 + i}");
            await SucceedsAsync($".objectfs/tx/c{i}/pumps/right/Speed", $"{20 + i}");
        }

        var committed = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => _shell.WriteAsync($".objectfs/tx/c{i}/ctl", "commit"))));
        Assert.True(committed.Count(static failure => failure.Errno == Errno.None) <= 1);
        Assert.All(committed, static failure => Assert.True(failure.Errno is Errno.None or Errno.ESTALE, failure.ToString()));
        Assert.Equal(_left.Speed, _right.Speed);
    }

    [Fact]
    public async Task A_setter_that_outlasts_its_budget_is_set_back_when_it_comes_to_its_end()
    {
        // short from the step before it on: that another is late, on a busy machine, is nothing that is tested here
        _registry.GetterBudget = TimeSpan.FromMinutes(1);
        var tap = new Tap(() => _registry.GetterBudget = TimeSpan.FromMilliseconds(100));
        using var valve = new Valve();
        _registry.Export(tap, "tap");
        _registry.Export(valve, "valve");
        await OpenAsync();
        await SucceedsAsync($"{Twin}/tap/Turns", "20");
        await SucceedsAsync($"{Twin}/valve/Opening", "5");
        var refused = await _shell.WriteAsync($"{Twin}/ctl", "commit");
        Assert.Equal(Errno.ETIMEDOUT, refused.Errno);
        Assert.True(SpinWait.SpinUntil(() => tap.Turns == 0, TimeSpan.FromSeconds(20)), "the one before it is not set back");
        valve.Open();
        Assert.True(SpinWait.SpinUntil(() => valve.Sets == 2, TimeSpan.FromSeconds(20)), "not set back");
        Assert.Equal(0, valve.Opening);
    }

    [Fact]
    public async Task The_values_of_one_object_are_set_under_its_lock_in_one_go()
    {
        var pair = new Pair();
        _registry.Export(pair, "pair");
        await OpenAsync();
        await SucceedsAsync($"{Twin}/pair/One", "1");
        await SucceedsAsync($"{Twin}/pair/Two", "1");
        var torn = 0;
        using var ended = new CancellationTokenSource();
        var looking = Task.Run(() =>
        {
            while (!ended.IsCancellationRequested)
            {
                lock (pair)
                    torn += pair.One == pair.Two ? 0 : 1;
            }
        });
        await SucceedsAsync($"{Twin}/ctl", "commit");
        await ended.CancelAsync();
        await looking;
        Assert.Equal((1, 1, 0), (pair.One, pair.Two, torn));
    }

    [Export(Sync = Sync.Lock)]
    private sealed class Pair
    {
        public int One
        {
            get;
            set => field = Slowly(value);
        }

        public int Two
        {
            get;
            set => field = Slowly(value);
        }

        // long enough for whoever does not wait for the lock to come in between
        private static int Slowly(int value)
        {
            Thread.Yield();
            return value;
        }
    }

    private sealed class Tap(Action turned)
    {
        public int Turns
        {
            get;
            set
            {
                field = value;
                turned();
            }
        }
    }

    private sealed class Holder
    {
        public Dictionary<string, int> Many { get; init; } = [];
    }
}
