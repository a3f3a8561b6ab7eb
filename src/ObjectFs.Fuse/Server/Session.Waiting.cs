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
            result = await task.ConfigureAwait(false);
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
        var result = await task.ConfigureAwait(false);
        return result.TryGet(out var value) ? await next(this, request, value).ConfigureAwait(false) : RefusedAs(request, result.Failure);
    }

    private async ValueTask<int> ThenAsync(Request request, ValueTask<Result> task, Func<Session, Request, ValueTask<int>> next)
    {
        var result = await task.ConfigureAwait(false);
        return result.Succeeded ? await next(this, request).ConfigureAwait(false) : RefusedAs(request, result.Failure);
    }

    private async ValueTask<int> CreatedAsync(Request request, ValueTask<int> entry) => AnswerCreate(request, await entry.ConfigureAwait(false));

    /// <summary>
    /// Moves a name. The kernel takes the number of what had it along, and may remember for long where it leads; where the node stayed under its old name, and something else got the new
    /// one, as when a member is renamed away to be its own backup, the number is from now on that one's.
    /// </summary>
    private async ValueTask<int> RenamedAsync(Request request, Node parent, byte[] name, Node newParent, byte[] newName, RenameFlags flags)
    {
        var renamed = await parent.RenameAsync(name, newParent, newName, flags, request.Caller, request.Cancellation).ConfigureAwait(false);
        if (!renamed.Succeeded)
            return RefusedAs(request, renamed.Failure);
        if ((flags & RenameFlags.Exchange) == 0
            && (await parent.LookupAsync(name, CancellationToken.None).ConfigureAwait(false)).TryGet(out var stayed)
            && (await newParent.LookupAsync(newName, CancellationToken.None).ConfigureAwait(false)).TryGet(out var now))
        {
            _nodes.Replace(stayed, now);
        }

        return 0;
    }

    private async ValueTask<int> InTurnAsync(Request request, Func<Session, Request, ValueTask<int>> change)
    {
        await request.File!.TakeTurnAsync(request.Cancellation).ConfigureAwait(false);
        request.HasTurn = true;
        return await change(this, request).ConfigureAwait(false);
    }

    private async Task CloseAsync(OpenFile file)
    {
        try
        {
            if (file is { FlushAtClose: true, File: { } written })
                _ = await written.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            if (file.File is { } handle)
                await handle.CloseAsync().ConfigureAwait(false);
            if (file.Directory is { } directory)
                await directory.CloseAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // the one place for what escapes a close, of which no caller hears
            Log.CloseEscaped(_logger, exception);
        }
    }
}
