using Microsoft.Extensions.Logging;
using ObjectFs.Tree;

namespace ObjectFs.WinFsp;

/// <content>What is not there at once: waited for, within limits, or answered later.</content>
internal sealed unsafe partial class Volume
{
    /// <summary>Waits for what must be answered before the callback returns.</summary>
    private Result<T> Wait<T>(ValueTask<Result<T>> task, TimeSpan limit)
    {
        if (task.IsCompletedSuccessfully)
            return task.Result;
        var later = task.AsTask();
        return EndsWithin(later, limit) ? later.GetAwaiter().GetResult() : Late;
    }

    private Result Wait(ValueTask<Result> task, TimeSpan limit)
    {
        if (task.IsCompletedSuccessfully)
            return task.Result;
        var later = task.AsTask();
        return EndsWithin(later, limit) ? later.GetAwaiter().GetResult() : Late;
    }

    /// <summary>Whether it ends in time, and before the drive does.</summary>
    private bool EndsWithin(Task task, TimeSpan limit) => Task.WaitAny([task, _stopping.Task], limit) == 0;

    private static Failure Late => new(Errno.ETIMEDOUT, "it took too long; it may still be done");

    private Place Find(char* path, bool followLast)
    {
        var task = _paths.FindAsync(new string(path), followLast, CancellationToken.None);
        if (task.IsCompletedSuccessfully)
            return task.Result;
        var later = task.AsTask();
        return EndsWithin(later, _options.ChangeLimit) ? later.GetAwaiter().GetResult() : NtStatus.IoTimeout;
    }

    private NtStatus Refused(Failure failure)
    {
        if (failure.Sentence is { } sentence && _logger.IsEnabled(LogLevel.Debug))
            Log.Refused(_logger, failure.Errno, sentence);
        return Statuses.Of(failure.Errno);
    }

    /// <summary>Answers a request when its node has, from whatever thread that comes on; the callback has returned by then, and what it was called with is not to be touched.</summary>
    private NtStatus AnswerLater(TransactKind kind, OpenFile file, ValueTask<Result<int>> task, Waits waits)
    {
        file.Enter();
        _ = FinishAsync(kind, Requests.Hint, file, task.AsTask(), waits);
        return NtStatus.Pending;
    }

    private static NtStatus StatusOfTransfer(TransactKind kind, int count) => kind == TransactKind.Read && count == 0 ? NtStatus.EndOfFile : NtStatus.Success;

    private void Send(TransactKind kind, ulong hint, NtStatus status, int count, FileInfo info)
    {
        TransactResponse response = new() { Size = (ushort)sizeof(TransactResponse), Kind = kind, Hint = hint, Status = status, Information = status < 0 ? 0 : (uint)count, Info = info };
        _library.SendResponse(_fileSystem, &response);
    }

    /// <summary>Takes one of the places of those who wait.</summary>
    private bool TryWait()
    {
        if (Interlocked.Increment(ref _waiting) <= _options.MaxWaiting)
            return true;
        Interlocked.Decrement(ref _waiting);
        Log.LimitReached(_logger, _options.MaxWaiting, "requests wait");
        return false;
    }
}
