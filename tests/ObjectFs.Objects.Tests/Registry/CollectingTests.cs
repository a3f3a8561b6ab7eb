using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ObjectFs.Objects.Registry;

namespace ObjectFs.Objects.Tests.Registry;

/// <summary>What the garbage collector takes, and what it leaves.</summary>
public sealed class CollectingTests
{
    private static readonly ObjectRegistry Default = ObjectRegistry.Default;

    [Fact]
    public async Task A_collected_object_is_gone()
    {
        Extent extent = Default.ExtentFor(typeof(Mortal))!;
        Make();
        await Default.CollectAsync(() => extent.Count == 0, "some are still counted");

        Assert.Empty(await (await Default.DirectoryAsync("CollectingTests.Mortal")).ListAsync());

        Mortal next = new();
        Assert.Equal(["4"], await (await Default.DirectoryAsync("CollectingTests.Mortal")).ListAsync());
        GC.KeepAlive(next);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Make()
        {
            for (int i = 0; i < 3; i++)
                _ = new Mortal();
        }
    }

    [Fact]
    public async Task A_collected_object_is_gone_before_its_finalizer_runs_and_is_swept()
    {
        Extent extent = Default.ExtentFor(typeof(Finalized))!;
        Make(extent);
        await Default.CollectAsync(() => extent.Count == 0 && Finalized.WasThere.Count == 3, "some are still counted, or were not finalized");

        Assert.Equal([false, false, false], Finalized.WasThere);
        Assert.Empty(await (await Default.DirectoryAsync("CollectingTests.Finalized")).ListAsync());

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Make(Extent extent)
        {
            Finalized[] all = [new(), new(), new()];
            Assert.Equal(3, extent.Count);
            GC.KeepAlive(all);
        }
    }

    [Fact]
    public async Task An_object_that_its_finalizer_brings_back_to_life_stays_gone()
    {
        Make();
        await Default.CollectAsync(static () => Risen.Instance is not null, "it did not rise");

        Assert.False(Default.TryLocate(Risen.Instance!, out _));
        Assert.Empty(await (await Default.DirectoryAsync("CollectingTests.Risen")).ListAsync());

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Make() => _ = new Risen();
    }

    [Fact]
    public async Task A_strong_object_stays_until_it_is_removed()
    {
        Make();
        await Default.CollectAsync();
        Assert.Equal(["1"], await (await Default.DirectoryAsync("CollectingTests.Immortal")).ListAsync());

        Assert.True(Default.TryGet(Default.ExtentFor(typeof(Immortal))!.IdOf(1), out object? instance));
        Assert.True(Default.Remove(instance));
        Assert.False(Default.Remove(instance));
        Assert.Empty(await (await Default.DirectoryAsync("CollectingTests.Immortal")).ListAsync());

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Make() => _ = new Immortal();
    }

    [Export]
    private sealed class Mortal;

    [Export]
    private sealed class Finalized
    {
        ~Finalized() => WasThere.Enqueue(Default.TryLocate(this, out _));

        [NotExported]
        public static ConcurrentQueue<bool> WasThere { get; } = [];
    }

    [Export]
    private sealed class Risen
    {
        ~Risen() => Instance = this;

        [NotExported]
        public static Risen? Instance { get; private set; }
    }

    [Export(Lifetime = Lifetime.Strong)]
    private sealed class Immortal;
}
