using System.Threading.Channels;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Live.Adapters;

/// <summary>
/// What comes through a channel, enumerated once. A channel wakes whoever waits through the thread pool; where a program starves that, what has come is found by looking.
/// </summary>
internal sealed class ChannelSequence<T>(ChannelReader<T> reader, TimeProvider time) : IAsyncEnumerable<T>, IAsyncEnumerator<T>
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    private CancellationToken _cancellation;
    private Task<bool>? _waiting;

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
            if (reader.TryRead(out var next))
            {
                Current = next;
                return true;
            }

            if (reader.Completion.IsCompleted)
            {
                await reader.Completion.OffPool();
                return false;
            }

            _waiting ??= reader.WaitToReadAsync(_cancellation).AsTask();
            await Task.WhenAny(_waiting, Task.Delay(BetweenLooks, time, _cancellation)).OffPool();
            if (_waiting.IsCompleted)
                _waiting = null;
        }
    }

    public ValueTask DisposeAsync() => default;
}
