using System.Threading.Channels;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Live.Adapters;

/// <summary>
/// What comes through a channel, enumerated once. A channel wakes whoever waits through the thread pool; where a program starves that, what has come is found by looking.
/// </summary>
internal sealed class ChannelSequence<T> : IAsyncEnumerable<T>, IAsyncEnumerator<T>
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    private readonly ChannelReader<T> _reader;
    private readonly ITimer _timer;
    private CancellationToken _cancellation;
    private Task<bool>? _waiting;
    private volatile TaskCompletionSource? _look;

    /// <summary>Reads nothing yet.</summary>
    public ChannelSequence(ChannelReader<T> reader, TimeProvider time)
    {
        _reader = reader;

        // whoever waits is held by the channel alone, and so by the object that has it
        _timer = time.CreateTimer(
            static sequence => (((WeakReference<ChannelSequence<T>>)sequence!).TryGetTarget(out var waiting) ? waiting._look : null)?.TrySetResult(),
            new WeakReference<ChannelSequence<T>>(this),
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
    }

    public T Current { get; private set; } = default!;

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        _cancellation = cancellationToken;
        return this;
    }

    public async ValueTask<bool> MoveNextAsync()
    {
        while (true)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (_reader.TryRead(out var next))
            {
                Current = next;
                return true;
            }

            if (_reader.Completion.IsCompleted)
            {
                // an error that the wait tells of too, later, was heard of here
                if (_waiting is { } late)
                    Awaiting.GoOn(late, () => _ = late.Exception);
                await _reader.Completion.OffPool();
                return false;
            }

            _waiting ??= _reader.WaitToReadAsync(_cancellation).AsTask();
            if (!_waiting.IsCompleted)
                await LookOrHearAsync(_waiting).OffPool();
            if (_waiting is not { IsCompleted: true } waited)
                continue;
            _waiting = null;
            if (!await waited.OffPool())
                return false;
        }
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private Task<Task> LookOrHearAsync(Task waiting)
    {
        var look = _look = new TaskCompletionSource();
        _timer.Change(BetweenLooks, Timeout.InfiniteTimeSpan);
        return Task.WhenAny(waiting, look.Task);
    }
}
