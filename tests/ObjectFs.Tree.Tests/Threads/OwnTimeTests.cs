using System.Runtime.CompilerServices;

namespace ObjectFs.Tree.Tests.Threads;

public sealed class OwnTimeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_timer_goes_off_on_no_thread_of_the_pool()
    {
        TaskCompletionSource<bool> went = new();
        await using var timer = OwnTime.Instance.CreateTimer(_ => went.TrySetResult(Thread.CurrentThread.IsThreadPoolThread), null, TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        Assert.False(await went.Task.WaitAsync(Patience));
    }

    [Fact]
    public void A_timer_that_is_disposed_holds_nothing_until_it_was_due()
    {
        var state = Dispose();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(state.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Dispose()
        {
            object state = new();
            OwnTime.Instance.CreateTimer(static _ => { }, state, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan).Dispose();
            return new WeakReference(state);
        }
    }

    [Fact]
    public async Task Where_there_was_no_thread_to_be_had_the_next_timer_brings_both()
    {
        var starts = 0;
        OwnTime time = new(thread =>
        {
            if (Interlocked.Increment(ref starts) == 1)
                throw new InsufficientMemoryException();
            thread.UnsafeStart();
        });
        TaskCompletionSource first = new(), second = new();
        await using var early = time.CreateTimer(_ => first.TrySetResult(), null, TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        await using var late = time.CreateTimer(_ => second.TrySetResult(), null, TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        await first.Task.WaitAsync(Patience);
        await second.Task.WaitAsync(Patience);
    }
}
