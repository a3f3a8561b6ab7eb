using Microsoft.Extensions.Logging;
using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <content>An answer is the length of its body, or an errno, negative.</content>
internal sealed unsafe partial class Session
{
    private static ValueTask<int> Done => new(0);

    private static ValueTask<int> Refused(Errno errno) => new(-(int)errno);

    private ValueTask<int> Refused(Request request, Failure failure) => new(RefusedAs(request, failure));

    private int RefusedAs(Request request, Failure failure)
    {
        if (failure.Sentence is { } sentence && _logger.IsEnabled(LogLevel.Debug))
            Log.Refused(_logger, request.Opcode, failure.Errno, sentence);

        // ENOSYS would be remembered for the whole mount
        return -(int)(failure.Errno is > Errno.None and not Errno.ENOSYS and <= Errno.EHWPOISON ? failure.Errno : Errno.EOPNOTSUPP);
    }

    /// <summary>Goes on with what a node answered: at once where it is there.</summary>
    private ValueTask<int> Then<T>(Request request, ValueTask<Result<T>> task, Func<Session, Request, T, ValueTask<int>> next)
    {
        if (!task.IsCompletedSuccessfully)
            return ThenAsync(request, task, next);

        var result = task.Result;
        return result.TryGet(out var value) ? next(this, request, value) : Refused(request, result.Failure);
    }

    private ValueTask<int> Then(Request request, ValueTask<Result> task, Func<Session, Request, ValueTask<int>> next)
    {
        if (!task.IsCompletedSuccessfully)
            return ThenAsync(request, task, next);

        var result = task.Result;
        return result.Succeeded ? next(this, request) : Refused(request, result.Failure);
    }

    private ValueTask<int> Then(Request request, ValueTask<Result> task) => Then(request, task, static (_, _) => Done);
}
