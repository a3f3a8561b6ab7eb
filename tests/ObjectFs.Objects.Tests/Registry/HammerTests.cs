using System.Collections.Concurrent;
using System.Text;
using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Registry;

public sealed class HammerTests
{
    [Fact]
    public async Task An_object_is_found_by_its_name_as_soon_as_its_constructor_has_ended()
    {
        const int Threads = 4, Each = 20_000;
        ObjectRegistry registry = ObjectRegistry.Default;
        Called first = new("first");
        Node directory = await registry.DirectoryAsync("HammerTests.Called");
        int missing = 0;
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
        {
            for (int i = 0; i < Each; i++)
            {
                Called made = new($"{thread}-{i}");
                if (!directory.LookupAsync(Encoding.UTF8.GetBytes(made.Name), CancellationToken.None).AsTask().GetAwaiter().GetResult().Succeeded)
                    Interlocked.Increment(ref missing);
                GC.KeepAlive(made);
            }
        }))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());

        Assert.Equal(0, missing);
        GC.KeepAlive(first);
    }

    [Fact]
    public async Task Threads_that_register_collect_and_list_lose_nobody()
    {
        const int Threads = 4, Each = 20_000;
        ObjectRegistry registry = ObjectRegistry.Default;
        ConcurrentBag<Hammered> kept = [];
        using CancellationTokenSource done = new();
        Task disturbing = Task.Run(
            async () =>
            {
                Node? directory = null;
                while (!done.IsCancellationRequested)
                {
                    GC.Collect(0);
                    await registry.Feed.SweepAsync();
                    directory ??= await registry.Root.AtAsync("HammerTests.Hammered");
                    if (directory is not null)
                    {
                        List<string> names = await directory.ListAsync();
                        Assert.Equal(names.Count, names.Distinct().Count());
                    }
                }
            },
            TestContext.Current.CancellationToken);

        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(_ => new Thread(() => Work(kept)))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        await done.CancelAsync();
        await disturbing;
        Extent extent = registry.ExtentFor(typeof(Hammered))!;
        await registry.CollectAsync(() => extent.Count == kept.Count, "not only those that are kept are counted");

        Assert.Equal(Threads * Each, extent.Last);
        Assert.Equal(Threads * Each / 10, kept.Count);
        HashSet<long> numbers = [];
        foreach (Hammered each in kept)
        {
            Assert.True(extent.TryLocate(each, out long number));
            Assert.True(numbers.Add(number));
        }

        Node all = await registry.DirectoryAsync("HammerTests.Hammered");
        Assert.Equal(numbers.Order().Select(static number => $"{number}"), await all.ListAsync());

        static void Work(ConcurrentBag<Hammered> kept)
        {
            for (int i = 0; i < Each; i++)
            {
                Hammered made = new();
                if (i % 10 == 0)
                    kept.Add(made);
            }
        }
    }

    [Fact]
    public async Task Threads_that_register_and_rename_while_others_look_miss_no_name()
    {
        const int Threads = 4, Each = 5_000;
        ObjectRegistry registry = ObjectRegistry.Default;
        registry.ExtentFor(typeof(Titled));
        Node directory = await registry.DirectoryAsync("HammerTests.Titled");
        ConcurrentBag<Titled> kept = [];
        using CancellationTokenSource done = new();
        Task looking = Task.Run(
            async () =>
            {
                while (!done.IsCancellationRequested)
                {
                    List<string> names = await directory.ListAsync();
                    foreach (string name in names.Take(20))
                        await directory.AtAsync(name);
                }
            },
            TestContext.Current.CancellationToken);

        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
        {
            for (int i = 0; i < Each; i++)
            {
                Titled made = new() { Title = $"old{thread}.{i}" };
                kept.Add(made);
                made.Title = $"new{thread}.{i}";
            }
        }))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        await done.CancelAsync();
        await looking;

        HashSet<string> shown = [.. await directory.ListAsync()];
        Assert.Equal(Threads * Each, shown.Count);
        Assert.Equal(kept.Select(static each => each.Title).ToHashSet(), shown);
        Assert.NotNull(await directory.AtAsync("new0.0"));
        Assert.Null(await directory.AtAsync("old0.0"));
    }

    [Export(Name = "{Name}")]
    private sealed class Called(string name)
    {
        public string Name { get; set; } = name;
    }

    [Export]
    private sealed class Hammered;

    [Export(Name = "{Title}")]
    private sealed class Titled
    {
        public string Title { get; set; } = "";
    }
}
