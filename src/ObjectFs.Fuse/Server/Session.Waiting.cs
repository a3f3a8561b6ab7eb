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

    /// <summary>
    /// Moves a name. The kernel takes the number of what had it along, and may remember for long where it leads; where the node stayed under its old name, and something else got the new
    /// one, as when a member is renamed away to be its own backup, the number is from now on that one's.
    /// </summary>
    private async ValueTask<int> RenamedAsync(Request request, Node parent, byte[] name, Node newParent, byte[] newName, RenameFlags flags)
    {
        var renamed = await parent.RenameAsync(name, newParent, newName, flags, request.Caller, request.Cancellation).OffPool();
        if (!renamed.Succeeded)
            return RefusedAs(request, renamed.Failure);
        if ((flags & RenameFlags.Exchange) == 0
            && (await parent.LookupAsync(name, CancellationToken.None).OffPool()).TryGet(out var stayed)
            && (await newParent.LookupAsync(newName, CancellationToken.None).OffPool()).TryGet(out var now))
        {
            _nodes.Replace(stayed, now);
        }

        return 0;
    }

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
