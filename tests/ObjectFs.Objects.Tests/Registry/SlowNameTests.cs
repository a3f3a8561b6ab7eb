using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Registry;

/// <summary>Names that the program takes its time to tell.</summary>
public sealed class SlowNameTests
{
    private static readonly ObjectRegistry Default = ObjectRegistry.Default;

    [Fact]
    public async Task A_slow_name_does_not_hold_up_registering()
    {
        using SemaphoreSlim asked = new(0), answer = new(0);
        Slow.OnRead = () =>
        {
            asked.Release();
            answer.Wait();
        };
        Slow first = new();
        Node directory = await Default.DirectoryAsync("SlowNameTests.Slow");
        Task<List<string>> listing = Task.Run(directory.ListAsync, TestContext.Current.CancellationToken);
        await asked.WaitAsync(TestContext.Current.CancellationToken);

        Slow second = new();
        Swift other = new() { Login = "beside" };
        Assert.NotNull(await Default.Root.AtAsync("SlowNameTests.Swift/beside"));

        Slow.OnRead = null;
        answer.Release(1000);
        await listing;
        Assert.Equal(["slow", "slow~2"], await directory.ListAsync());
        GC.KeepAlive((first, second, other));
    }

    [Fact]
    public async Task Names_that_never_come_cost_their_budget_and_leave_the_numbers()
    {
        ObjectRegistry registry = new() { GetterBudget = TimeSpan.FromMilliseconds(10) };
        using ManualResetEventSlim release = new();
        Hung[] all = [.. Enumerable.Range(0, 40).Select(_ => new Hung(release))];
        Array.ForEach(all, registry.Register);

        List<string> names = await (await registry.DirectoryAsync("SlowNameTests.Hung")).ListAsync();

        release.Set();
        Assert.Equal(Enumerable.Range(1, 40).Select(static i => $"{i}"), names);
        GC.KeepAlive(all);
    }

    [Export(Name = "{Login}")]
    private sealed class Swift
    {
        public string Login { get; set; } = "";
    }

    // never late, however long the test takes to answer
    [Export(Name = "{Name}", Budget = 60_000)]
    private sealed class Slow
    {
        public static Action? OnRead { get; set; }

        public string Name
        {
            get
            {
                OnRead?.Invoke();
                return Text;
            }
        }

        private string Text { get; } = "slow";
    }

    [Export(Name = "{Name}")]
    private sealed class Hung(ManualResetEventSlim release)
    {
        public string Name
        {
            get
            {
                release.Wait();
                return "late";
            }
        }
    }
}
