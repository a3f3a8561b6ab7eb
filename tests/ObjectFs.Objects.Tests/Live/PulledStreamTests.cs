using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ObjectFs.Objects.Nodes;
using ObjectFs.Objects.Tests.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Live;

/// <summary>What is pulled from the program: on which threads, and how it ends.</summary>
public sealed class PulledStreamTests
{
    [Fact]
    public async Task A_sequence_goes_on_after_a_pause_on_a_thread_that_it_may_keep()
    {
        Source source = new();
        ObjectRegistry registry = Reading.Show(source);
        Handle handle = await registry.OpenAsync("it/.watch/Flood");
        while (Volatile.Read(ref source.Pulled) < 10 * Limits.StreamLines)
            await handle.NextAsync();
        await handle.CloseAsync();
        Assert.Equal(["ObjectFs call"], source.Threads.Keys);
    }

    [Fact]
    public async Task A_channel_that_knows_no_completion_ends_when_there_is_nothing_to_wait_for()
    {
        Source source = new();
        ObjectRegistry registry = Reading.Show(source);
        Handle handle = await registry.OpenAsync("it/.watch/Jobs");
        source.Channel.More.SetResult(false);
        Assert.Equal("", await handle.NextAsync());
        await handle.CloseAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_error_that_ends_a_channel_is_told_to_its_readers_alone(bool completesFirst)
    {
        InvalidOperationException error = new("out of order");
        int unobserved = 0;
        EventHandler<UnobservedTaskExceptionEventArgs> watch = (_, args) => unobserved += args.Exception.InnerExceptions.Contains(error) ? 1 : 0;
        TaskScheduler.UnobservedTaskException += watch;
        WeakReference wait = await EndAsync(error, completesFirst);
        await Reading.EventuallyAsync(
            () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return !wait.IsAlive;
            },
            "it is alive");
        GC.WaitForPendingFinalizers();
        TaskScheduler.UnobservedTaskException -= watch;
        Assert.Equal(0, unobserved);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> EndAsync(Exception error, bool completesFirst)
    {
        Source source = new();
        ObjectRegistry registry = Reading.Show(source);
        Handle handle = await registry.OpenAsync("it/.watch/Jobs");
        await source.Channel.Waits.Task;
        if (completesFirst)
            source.Channel.Complete(error);
        else
            source.Channel.More.SetException(error);
        Assert.Contains("InvalidOperationException: out of order", await handle.NextAsync(), StringComparison.Ordinal);
        Assert.Equal("", await handle.NextAsync());
        await handle.CloseAsync();
        source.Channel.More.TrySetException(error);
        return new(source.Channel.More.Task);
    }

    private sealed class Source
    {
        [NotExported]
        public int Pulled;

        [NotExported]
        public ConcurrentDictionary<string, bool> Threads { get; } = [];

        [NotExported]
        public OneChannel Channel { get; } = new();

        public ChannelReader<int> Jobs => Channel;

        public IAsyncEnumerable<int> Flood => Count();

        private async IAsyncEnumerable<int> Count()
        {
            await Task.CompletedTask;
            while (true)
            {
                Threads.TryAdd(Thread.CurrentThread.Name ?? "", true);
                yield return Interlocked.Increment(ref Pulled);
            }
        }
    }

    /// <summary>Nothing comes, and its end as it is told to.</summary>
    private sealed class OneChannel : ChannelReader<int>
    {
        private TaskCompletionSource? _completion;

        public TaskCompletionSource Waits { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<bool> More { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Task Completion => (_completion ??= new()).Task;

        public void Complete(Exception error)
        {
            _ = Completion;
            _completion!.SetException(error);

            // as channels do
            _ = _completion.Task.Exception;
        }

        public override bool TryRead(out int item)
        {
            item = 0;
            return false;
        }

        public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default)
        {
            Waits.TrySetResult();
            return new(More.Task);
        }
    }
}
