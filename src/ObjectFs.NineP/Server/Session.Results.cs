using System.Text;
using Microsoft.Extensions.Logging;
using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <content>An answer is the length of its frame, or an errno, negative, or <see cref="NoAnswer"/>.</content>
internal sealed partial class Session
{
    /// <summary>Somebody else answers, or nobody does.</summary>
    private const int NoAnswer = int.MinValue;

    private bool _hasToldOfLimit;

    private static ValueTask<int> Refused(Errno errno) => new(-(int)errno);

    private static ValueTask<int> Refused(Request request, Errno errno, string sentence)
    {
        request.Sentence = sentence;
        return Refused(errno);
    }

    private ValueTask<int> Malformed(Request request) => Violation(request, Errno.EINVAL, $"the {request.Type} does not make sense");

    private static int RefusedAs(Request request, Failure failure)
    {
        request.Sentence = failure.Sentence;

        // ENOSYS would make clients believe that the whole server cannot
        return -(int)(failure.Errno is > Errno.None and not Errno.ENOSYS and <= Errno.EHWPOISON ? failure.Errno : Errno.EOPNOTSUPP);
    }

    private int Escaped(Request request, Exception exception)
    {
        if (exception is OperationCanceledException && request.Cancellation.IsCancellationRequested)
            return -(int)Errno.EINTR;
        Log.Escaped(_logger, request.Type, exception);
        request.Sentence = MessageOf(exception);
        return -(int)Errno.EIO;
    }

    private static string? MessageOf(Exception exception)
    {
        try
        {
            return exception.Message;
        }
        catch (Exception)
        {
            // the one place for a message that is made by the program's own code, and throws in its turn
            return null;
        }
    }

    /// <summary>Goes on with what a node answered: at once where it is there.</summary>
    private ValueTask<int> Then<T>(Request request, ValueTask<Result<T>> task, Func<Session, Request, T, ValueTask<int>> next)
    {
        if (!task.IsCompletedSuccessfully)
            return ThenAsync(request, task, next);

        var result = task.Result;
        return result.TryGet(out var value) ? next(this, request, value) : new(RefusedAs(request, result.Failure));
    }

    private ValueTask<int> Then(Request request, ValueTask<Result> task, Func<Session, Request, ValueTask<int>> next)
    {
        if (!task.IsCompletedSuccessfully)
            return ThenAsync(request, task, next);

        var result = task.Result;
        return result.Succeeded ? next(this, request) : new(RefusedAs(request, result.Failure));
    }

    private ValueTask<int> ThenEmpty(Request request, ValueTask<Result> task) => Then(request, task, static (_, request) => new(request.PutEmpty()));

    /// <summary>Answers, unless nobody is to hear of it, and lets go of what the request used.</summary>
    private void Finish(Request request, int result)
    {
        if (result == 0 || (result > MessageSize && request.Type != MessageType.Tversion))
            result = TooLarge(request);
        if (result is < 0 and not NoAnswer)
            Complain(request, (Errno)(-result));
        if (request.Began != 0)
            _counters.Latencies.Record(request.Began);
        lock (_gate)
        {
            if (request.IsWaiting)
                EndWait(request);
            if (result > 0 && !request.IsAbandoned && request.NewFid is { } bound)
                result = Bind(request, bound) is var errno && errno != Errno.None ? -(int)errno : result;

            // flushed and cancelled: nothing has changed, and nobody needs to hear of it
            var isFlushed = request.Flushes is not null && result == -(int)Errno.EINTR;
            if (!request.IsAbandoned && !isFlushed && result != NoAnswer)
                Answer(request, result);
            if (!request.IsAbandoned)
                AnswerFlushes(request);
        }

        if (request.NewFid is { } unbound)
            Leave(unbound);
        if (request.Fid is { } fid)
        {
            if (request.HasTurn)
                fid.EndTurn();
            Leave(fid);
        }

        if (request.OtherFid is { } other)
            Leave(other);
        if (request.IsOpening)
            Interlocked.Decrement(ref _open);
        Return(request);
    }

    /// <summary>Silence would keep the client waiting for ever, and more than was agreed would cost it the connection.</summary>
    private int TooLarge(Request request)
    {
        request.Sentence = $"the answer does not fit into a frame of {MessageSize} bytes";
        return -(int)Errno.EIO;
    }

    private void Answer(Request request, int result) => request.Send(_output, result > 0 ? result : PutError(request, (Errno)(-result)));

    /// <summary>Once: a client that floods the server is not to flood its log as well.</summary>
    private void TellOfLimit(long count, string what, Errno errno)
    {
        if (!Interlocked.Exchange(ref _hasToldOfLimit, true))
            Log.LimitReached(_logger, count, what, errno);
    }

    private void Complain(Request request, Errno errno)
    {
        Interlocked.Increment(ref _counters.Errors);
        if (request.Sentence is { } sentence && _logger.IsEnabled(LogLevel.Debug))
            Log.Refused(_logger, request.Type, errno, OneLine.Of(sentence));
    }

    private int PutError(Request request, Errno errno)
    {
        if (request.Dialect == NinePDialect.Linux)
            return request.Put(new Rlerror { Errno = (uint)errno });
        Span<byte> sentence = stackalloc byte[Protocol.MaxSentence];
        return request.Put(new Rerror { Sentence = sentence[..Sentence(WordsOf(request, errno), sentence)], Errno = (uint)errno });
    }

    private string WordsOf(Request request, Errno errno) =>
        _options.LinuxErrorWords && request.Dialect == NinePDialect.Plan9 ? LinuxErrorWords.Of(errno)
        : string.IsNullOrWhiteSpace(request.Sentence) ? ErrorTexts.Of(errno)
        : request.Sentence;

    /// <summary>As much of a sentence as fits, on one line.</summary>
    private static int Sentence(string text, Span<byte> to)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!OneLine.Of(rune).TryEncodeToUtf8(to[length..], out var written))
                break;
            length += written;
        }

        return length;
    }
}
