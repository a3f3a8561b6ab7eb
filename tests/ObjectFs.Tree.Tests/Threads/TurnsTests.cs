using System.Runtime.CompilerServices;

namespace ObjectFs.Tree.Tests.Threads;

public sealed class TurnsTests
{
    [Fact]
    public async Task They_are_taken_in_the_order_in_which_they_were_asked_for()
    {
        Turns turns = new(1);
        Assert.True(turns.TryTake());
        var first = turns.TakeAsync(default).AsTask();
        var second = turns.TakeAsync(default).AsTask();
        Assert.False(turns.TryTake());
        turns.Return();
        await first.WaitAsync(Patience);
        Assert.False(second.IsCompleted);
        turns.Return();
        await second.WaitAsync(Patience);
        turns.Return();
        Assert.True(turns.TryTake());
    }

    [Fact]
    public async Task Whoever_gives_up_takes_nobodys_turn()
    {
        Turns turns = new(1);
        Assert.True(turns.TryTake());
        using CancellationTokenSource source = new();
        var first = turns.TakeAsync(source.Token).AsTask();
        var second = turns.TakeAsync(default).AsTask();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WaitAsync(Patience));
        turns.Return();
        await second.WaitAsync(Patience);
        Assert.False(turns.TryTake());
    }

    [Fact]
    public async Task Whoever_gives_up_is_not_held_while_the_turn_lasts()
    {
        Turns turns = new(1);
        Assert.True(turns.TryTake());
        var gone = await GiveUpAsync(turns);

        // the thread on which it gave up may be on its way out still
        for (var end = Environment.TickCount64 + (long)Patience.TotalMilliseconds; gone.IsAlive && Environment.TickCount64 < end; await Task.Yield())
            GC.Collect();
        Assert.False(gone.IsAlive);
        turns.Return();
    }

    private static TimeSpan Patience => TimeSpan.FromSeconds(20);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> GiveUpAsync(Turns turns)
    {
        CancellationTokenSource source = new();
        var waiting = turns.TakeAsync(source.Token).AsTask();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Patience));
        return new WeakReference(source);
    }
}
