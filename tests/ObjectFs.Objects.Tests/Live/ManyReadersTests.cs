using System.Text.Json;
using ObjectFs.Objects.Nodes;
using ObjectFs.Objects.Tests.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Live;

/// <summary>Runs by itself, because it measures the whole process.</summary>
[Collection(nameof(ManyReadersTests))]
[CollectionDefinition(nameof(ManyReadersTests), DisableParallelization = true)]
public sealed class ManyReadersTests
{
    private const int Readers = 100;
    private const int Changes = 10_000;
    private const long MostMemory = 32 << 20;

    [Theory]
    [InlineData("Happened")]
    [InlineData("all")]
    public async Task A_hundred_readers_that_are_slow_hold_little_and_each_is_told_what_it_lost(string name)
    {
        Subject subject = new();
        ObjectRegistry registry = Reading.Show(subject);
        Handle quick = await registry.OpenAsync("it/.watch/Happened");
        List<Handle> slow = [];
        for (int i = 0; i < Readers; i++)
            slow.Add(await registry.OpenAsync($"it/.watch/{name}"));
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 1; i <= Changes; i++)
        {
            subject.Raise(i);
            if (i % 500 == 0)
                await ReadToAsync(quick, i);
        }

        // not on the thread of the feed, which has just woken the quick one and goes on to the others
        await registry.Feed.FlushAsync();
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MostMemory);
        foreach (Handle handle in slow)
        {
            List<string> lines = await ReadToAsync(handle, Changes);
            Assert.Equal(Limits.StreamLines + 1, lines.Count);
            Assert.Equal(Changes - Limits.StreamLines, JsonDocument.Parse(lines[0]).RootElement.GetProperty("dropped").GetInt32());
            await handle.CloseAsync();
        }

        await quick.CloseAsync();
        GC.KeepAlive(subject);
    }

    [Fact]
    public async Task A_hundred_readers_of_a_value_are_each_given_the_newest_alone()
    {
        Subject subject = new();
        Assert.True(ObjectRegistry.Default.TryLocate(subject, out var id));
        string path = $"{ObjectRegistry.Default.KnownPathOf(id)}/.watch/Level";
        List<Handle> slow = [];
        for (int i = 0; i < Readers; i++)
            slow.Add(await ObjectRegistry.Default.OpenAsync(path));
        for (int i = 1; i <= Changes; i++)
            subject.Level = i;
        foreach (Handle handle in slow)
        {
            Assert.Equal($"{Changes}\n", await handle.NextAsync());
            await handle.CloseAsync();
        }
    }

    // up to the line that tells of so many
    private static async Task<List<string>> ReadToAsync(Handle handle, int last)
    {
        string text = "";
        while (!text.Contains($"\"value\":{last}}}", StringComparison.Ordinal))
            text += await handle.NextAsync();
        return [.. text.TrimEnd().Split('\n')];
    }

    [Export]
    private sealed class Subject
    {
        public event Action<int>? Happened;

        public int Level { get; set; }

        public void Raise(int value) => Happened?.Invoke(value);
    }
}
