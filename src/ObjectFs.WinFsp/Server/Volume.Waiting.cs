using Microsoft.Extensions.Logging;
using ObjectFs.Tree;

namespace ObjectFs.WinFsp;

/// <content>What is not there at once: waited for, within limits, or answered later.</content>
internal sealed unsafe partial class Volume
{
    private int _holding;
    private bool _hasToldOfHolding;

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

    /// <summary>Whether it ends in time, and before the drive does. For longer than a moment only some threads of the dispatcher may wait, so that the others come back.</summary>
    private bool EndsWithin(Task task, TimeSpan limit)
    {
        var moment = limit < _options.Patience ? limit : _options.Patience;
        Task[] either = [task, _stopping.Task];
        if (task.IsCompleted || Task.WaitAny(either, moment) == 0)
            return true;
        if (limit <= moment)
            return false;
        try
        {
            if (Interlocked.Increment(ref _holding) <= VolumeOptions.MaxHolding)
                return Task.WaitAny(either, limit - moment) == 0;
            if (!Interlocked.Exchange(ref _hasToldOfHolding, true))
                Log.LimitReached(_logger, VolumeOptions.MaxHolding, "threads of the dispatcher wait for the program");
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref _holding);
        }
    }

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
        var hint = _library.GetOperationContext()->Request->Hint;
        file.Enter();
        _ = FinishAsync(kind, hint, file, task.AsTask(), waits);
        return NtStatus.Pending;
    }

    private static NtStatus StatusOfTransfer(TransactKind kind, int count) => kind == TransactKind.Read && count == 0 ? NtStatus.EndOfFile : NtStatus.Success;

    private void Send(TransactKind kind, ulong hint, OpenFile file, NtStatus status, int count)
    {
        TransactResponse response = new() { Size = (ushort)sizeof(TransactResponse), Kind = kind, Hint = hint, Status = status, Information = status < 0 ? 0 : (uint)count };
        if (kind == TransactKind.Write && status >= 0)
            FillWritten(file, &response.Info);
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
