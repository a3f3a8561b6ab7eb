using ObjectFs.Objects.Tests.Live;
using ObjectFs.Objects.Tests.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Nodes;

/// <summary>Objects of a dispatcher that never runs anything.</summary>
public sealed class DeadDispatcherTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task What_asks_no_member_does_not_wait_for_the_dispatcher()
    {
        ObjectRegistry registry = Reading.Show(new Stuck());
        registry.GetterBudget = TimeSpan.FromHours(1);
        string type = await (await registry.OpenAsync("it/.type").WaitAsync(Patience)).ContentAsync().WaitAsync(Patience);
        Assert.Contains("Level", type, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_few_objects_nobody_waits_for_the_texts_of_the_others()
    {
        ObjectRegistry registry = new();
        registry.GetterBudget = TimeSpan.FromMilliseconds(20);
        List<Stuck> subjects = [.. Enumerable.Range(0, 8).Select(static _ => new Stuck())];
        for (int i = 0; i < subjects.Count; i++)
            registry.Export(subjects[i], $"it{i}");
        List<Failure> refused = [];
        for (int i = 0; i < subjects.Count; i++)
        {
            Node text = await registry.DirectoryAsync($"it{i}/.text");
            refused.Add((await text.OpenAsync(OpenFlags.Read, Caller.Self, CancellationToken.None)).Failure);
        }

        Assert.All(refused, static failure => Assert.Equal(Errno.ETIMEDOUT, failure.Errno));
        Assert.All(refused[..4], static failure => Assert.DoesNotContain("earlier calls", failure.Sentence, StringComparison.Ordinal));
        Assert.All(refused[4..], static failure => Assert.Contains("earlier calls", failure.Sentence, StringComparison.Ordinal));
        GC.KeepAlive(subjects);
    }

    [Export(Sync = Sync.Dispatcher, Dispatcher = nameof(Never))]
    private sealed class Stuck
    {
        [NotExported]
        public static SynchronizationContext Never { get; } = new Dead();

        public int Level { get; set; }
    }

    private sealed class Dead : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }
}
