using System.Runtime.CompilerServices;
using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <content>Requests whose node answers later. Allocates; nothing here runs for what is answered at once.</content>
internal sealed partial class Session
{
    private void Wait(Request request, ValueTask<int> task)
    {
        CancellationTokenSource? abandoned = null;
        request.Keep();
        lock (_gate)
        {
            request.IsWaiting = true;
            request.HeldWaiting = request.Held;
            _unsettled++;
            _held += request.HeldWaiting;

            // those whose frames came together keep one buffer together
            if (request.Buffer is { } buffer && buffer.Waiting++ == 0)
                _held += buffer.Bytes.Length;
            Interlocked.Increment(ref _counters.Waiting);

            // a session that was reset or has ended while the request began
            if (_hasEnded || request.Epoch != _epoch)
            {
                request.IsAbandoned = true;
                abandoned = request.TakeCancellation();
            }
            else
            {
                _waiting[request.Tag] = request;
            }
        }

        if (abandoned is not null)
            Cancel(abandoned);
        _ = FinishAsync(request, task);
    }

    private async Task FinishAsync(Request request, ValueTask<int> task)
    {
        int result;
        try
        {
            result = await task.OffPool();
        }
        catch (Exception exception)
        {
            // the one place for what escapes a node that answers later
            result = Escaped(request, exception);
        }

        Finish(request, result);
        _output.Flush();
    }

    /// <summary>Under the lock under which it is answered: a flush that found it neither waiting nor answered would be answered before it.</summary>
    private void EndWait(Request request)
    {
        _unsettled--;
        _held -= request.HeldWaiting;
        if (request.Buffer is { } buffer && --buffer.Waiting == 0)
            _held -= buffer.Bytes.Length;
        Interlocked.Decrement(ref _counters.Waiting);
        if (_waiting.TryGetValue(request.Tag, out var there) && there == request)
            _waiting.Remove(request.Tag);
    }

    /// <summary>Nobody is to hear of what waits any more.</summary>
    private void Abandon()
    {
        List<CancellationTokenSource> abandoned = [];
        lock (_gate)
        {
            foreach (var request in _waiting.Values)
            {
                request.IsAbandoned = true;
                abandoned.Add(request.TakeCancellation());
            }

            _waiting.Clear();
            _flushes.Clear();
        }

        abandoned.ForEach(Cancel);
    }

    private async ValueTask<int> ThenAsync<T>(Request request, ValueTask<Result<T>> task, Func<Session, Request, T, ValueTask<int>> next)
    {
        var result = await task.OffPool();
        return result.TryGet(out var value) ? await next(this, request, value).OffPool() : RefusedAs(request, result.Failure);
    }

    private async ValueTask<int> ThenAsync(Request request, ValueTask<Result> task, Func<Session, Request, ValueTask<int>> next)
    {
        var result = await task.OffPool();
        return result.Succeeded ? await next(this, request).OffPool() : RefusedAs(request, result.Failure);
    }

    private async ValueTask<int> InTurnAsync(Request request, Func<Session, Request, ValueTask<int>> change)
    {
        await request.Fid!.TakeTurnAsync(request.Cancellation).OffPool();
        request.HasTurn = true;
        return await change(this, request).OffPool();
    }

    /// <summary>Changes of one file one after another: at once where nobody else is at it.</summary>
    private ValueTask<int> InTurn(Request request, Func<Session, Request, ValueTask<int>> change)
    {
        if (!request.Fid!.TryTakeTurn())
            return InTurnAsync(request, change);

        request.HasTurn = true;
        return change(this, request);
    }
}
