using ObjectFs.Objects.Access;
using ObjectFs.Objects.Methods;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Streams;

/// <summary>The one reader of a stream. A read that its reader gives up goes on, and gives what it brings to the next.</summary>
internal sealed class PipeHandle : Handle, IDisposable
{
    private readonly Stream _stream;
    private readonly bool _waits;
    private readonly Action<Stream> _leave;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationToken _stop;
    private readonly byte[] _own = new byte[16 * 1024];
    private ReadOnlyMemory<byte> _rest;
    private Task<Result<int>>? _pending;

    /// <summary>Begins to read.</summary>
    /// <param name="stream">The program's.</param>
    /// <param name="waits">Whether reads wait; else EAGAIN.</param>
    /// <param name="leave">The reader goes.</param>
    public PipeHandle(Stream stream, bool waits, Action<Stream> leave)
    {
        _stream = stream;
        _waits = waits;
        _leave = leave;
        _stop = _end.Token;
    }

    public override bool IsStream => true;

    public override async ValueTask<Result<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task<Result<int>> pending;
            lock (_gate)
            {
                if (!_rest.IsEmpty)
                {
                    var count = Math.Min(_rest.Length, buffer.Length);
                    _rest[..count].CopyTo(buffer);
                    _rest = _rest[count..];
                    return count;
                }

                pending = _pending ??= BeginAsync();
            }

            if (!_waits && !pending.IsCompleted)
                return Errno.EAGAIN;
            var gaveUp = new TaskCompletionSource();
            using (cancellationToken.UnsafeRegister(static gaveUp => ((TaskCompletionSource)gaveUp!).TrySetResult(), gaveUp))
                await Task.WhenAny(pending, gaveUp.Task).OffPool();
            if (!pending.IsCompleted)
                return Errno.EINTR;
            var filled = await pending.OffPool();
            if (!filled.TryGet(out var read) || read == 0)
                return filled;
        }
    }

    public override ValueTask CloseAsync()
    {
        _end.Cancel();
        _leave(_stream);
        Dispose();
        return default;
    }

    public void Dispose() => _end.Dispose();

    // the program's stream may block for ever
    private async Task<Result<int>> BeginAsync()
    {
        var step = new MethodStep<Task<Result<int>>>(FillAsync, lockOn: null, isForeign: false);
        CallThreads.Methods.RunUnwatched(step);
        return await (await step.Task.OffPool()).OffPool();
    }

    private async Task<Result<int>> FillAsync()
    {
        try
        {
            var count = await _stream.ReadAsync(_own, _stop).OffPool();
            lock (_gate)
            {
                _rest = _own.AsMemory(0, count);
                _pending = null;
            }

            return count;
        }
        catch (Exception exception)
        {
            // the one place for what the program's stream throws; asked again, it throws again
            lock (_gate)
                _pending = null;
            return Access.Refusal.From(exception);
        }
    }
}
