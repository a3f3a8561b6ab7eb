using System.Runtime.CompilerServices;
using ObjectFs.Objects.Registry;

namespace ObjectFs.Objects.Tests.Registry;

/// <summary>Runs by itself, because it measures the whole process.</summary>
[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public sealed class MemoryTests
{
    [Fact]
    public async Task Memory_is_given_back_as_objects_go()
    {
        ObjectRegistry registry = ObjectRegistry.Default;
        Extent extent = registry.ExtentFor(typeof(Passing))!;
        long before = await OfManyAFewStayAsync(registry, extent);
        await registry.CollectAsync(() => extent.Count == 0, "some are still counted");

        Assert.True(GC.GetTotalMemory(forceFullCollection: true) < before);
    }

    [Fact]
    public void An_object_costs_at_most_64_bytes()
    {
        const int Count = 100_000;
        Weighed[] all = new Weighed[Count];
        _ = new Weighed();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Count; i++)
            all[i] = new Weighed();
        long each = (GC.GetAllocatedBytesForCurrentThread() - before) / Count;

        // A bare object is 24 bytes; the handle, 8 bytes, is outside the heap.
        Assert.InRange(each - 24 + 8, 1, 64);
        GC.KeepAlive(all);
    }

    [Fact]
    public async Task A_number_of_the_dead_never_leads_to_those_who_got_their_handles()
    {
        const int Count = 5000;
        ObjectRegistry registry = new();
        Extent extent = registry.ExtentFor(typeof(Heir))!;
        Heir[] removed = Born();
        foreach (Heir each in removed)
            Assert.True(registry.Remove(each));
        Heir[] heirs = Born();
        await registry.CollectAsync();

        for (int number = 1; number <= Count; number++)
            Assert.Null(extent.Get(number));
        for (int at = 0; at < Count; at++)
            Assert.Same(heirs[at], extent.Get(Count + at + 1));
        GC.KeepAlive(removed);

        Heir[] Born()
        {
            Heir[] born = [.. Enumerable.Range(0, Count).Select(_ => new Heir())];
            foreach (Heir each in born)
                registry.Register(each);
            return born;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<long> OfManyAFewStayAsync(ObjectRegistry registry, Extent extent)
    {
        Passing[] few = Make(200_000);
        await registry.CollectAsync(() => extent.Count == few.Length, "not only the few are counted");

        Assert.All(few, each => Assert.True(extent.TryLocate(each, out _)));
        Assert.Equal(few.Length, (await (await registry.DirectoryAsync("MemoryTests.Passing")).ListAsync()).Count);
        long used = GC.GetTotalMemory(forceFullCollection: true);

        // Not only kept alive to here: the state of an async method may hold them for longer.
        Array.Clear(few);
        return used;

        [MethodImpl(MethodImplOptions.NoInlining)]
        static Passing[] Make(int count)
        {
            List<Passing> kept = [];
            for (int i = 0; i < count; i++)
            {
                Passing made = new();
                if (i % 10 == 0)
                    kept.Add(made);
            }

            return [.. kept];
        }
    }

    [Export]
    private sealed class Passing;

    [Export]
    private sealed class Heir;

    [Export]
    private sealed class Weighed;
}
