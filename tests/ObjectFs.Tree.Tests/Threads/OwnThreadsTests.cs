namespace ObjectFs.Tree.Tests.Threads;

public sealed class OwnThreadsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task What_is_cancelled_is_told_so_although_every_thread_that_may_block_does()
    {
        using ManualResetEventSlim hold = new();
        var blocked = Enumerable.Range(0, OwnThreads.Blocking.MaximumConcurrencyLevel).Select(_ => OwnThreads.Blocking.Run(hold.Wait)).ToList();
        TaskCompletionSource told = new();
        using CancellationTokenSource source = new();
        source.Token.Register(told.SetResult);
        try
        {
            source.CancelOffPool();
            await told.Task.WaitAsync(Patience);
            await OwnThreads.RunAlone(static () => { }).WaitAsync(Patience);
        }
        finally
        {
            hold.Set();
            await Task.WhenAll(blocked);
        }
    }

    [Fact]
    public async Task Where_there_was_no_thread_to_be_had_the_next_one_serves_what_waited()
    {
        var starts = 0;
        TaskCompletionSource first = new(), second = new();
        WorkThreads<TaskCompletionSource> threads = new("test", 1, static item => item.SetResult())
        {
            Start = thread =>
            {
                if (Interlocked.Increment(ref starts) == 1)
                    throw new InsufficientMemoryException();
                thread.UnsafeStart();
            },
        };
        threads.Add(first);
        threads.Add(second);
        await first.Task.WaitAsync(Patience);
        await second.Task.WaitAsync(Patience);
    }
}
