using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <content>What a request does when its node answers later. Allocates; nothing here runs for what is answered at once.</content>
internal sealed partial class Session
{
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
        _requests.Return(request);
        Interlocked.Decrement(ref _waiting);
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

    private async ValueTask<int> CreatedAsync(Request request, ValueTask<int> entry) => AnswerCreate(request, await entry.OffPool());

    private async ValueTask<int> InTurnAsync(Request request, Func<Session, Request, ValueTask<int>> change)
    {
        await request.File!.TakeTurnAsync(request.Cancellation).OffPool();
        request.HasTurn = true;
        return await change(this, request).OffPool();
    }

    private async Task CloseAsync(OpenFile file)
    {
        try
        {
            if (file is { FlushAtClose: true, File: { } written })
                _ = await written.FlushAsync(CancellationToken.None).OffPool();
            if (file.File is { } handle)
                await handle.CloseAsync().OffPool();
            if (file.Directory is { } directory)
                await directory.CloseAsync().OffPool();
        }
        catch (Exception exception)
        {
            // the one place for what escapes a close, of which no caller hears
            Log.CloseEscaped(_logger, exception);
        }
    }
}
