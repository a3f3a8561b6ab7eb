using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <content>Tflush: either the answer and then Rflush, or Rflush alone; never an answer after it.</content>
internal sealed partial class Session
{
    // The tags of flushes that wait, and what they flush: one for each tag, so that there is an end to them.
    private readonly Dictionary<ushort, Request> _flushes = [];

    private ValueTask<int> Flush(Request request)
    {
        if (!request.TryParse(out Tflush asked))
            return Malformed(request);

        CancellationTokenSource cancellation;
        lock (_gate)
        {
            // a flush of a flush is answered after it
            if (!_waiting.TryGetValue(asked.OldTag, out var flushed) && !_flushes.TryGetValue(asked.OldTag, out flushed))
                return new(request.PutEmpty());

            // flushes are answered in the order in which they came, all at the end of what they flush; two with one tag are one
            if (!_flushes.TryAdd(request.Tag, flushed))
                return new(NoAnswer);
            (flushed.Flushes ??= []).Add(request.Tag);
            if (flushed.Flushes.Count > 1)
                return new(NoAnswer);
            cancellation = flushed.TakeCancellation();
            if (OnlyLooks(flushed))
            {
                flushed.Patience = _options.Time.CreateTimer(
                    static state =>
                    {
                        var (session, flushed) = ((Session, Request))state!;
                        session.GiveUp(flushed);
                    },
                    (this, flushed),
                    _options.FlushPatience,
                    Timeout.InfiniteTimeSpan);
            }
        }

        Cancel(cancellation);
        return new(NoAnswer);
    }

    /// <summary>Whether a request can be forgotten, whatever comes of it. Of a change the client has to hear that it was made, however long that takes.</summary>
    private static bool OnlyLooks(Request request) => request.Type switch
    {
        MessageType.Tattach or MessageType.Twalk or MessageType.Tread or MessageType.Tstat or MessageType.Tgetattr or MessageType.Treaddir or MessageType.Treadlink
            or MessageType.Txattrwalk => true,
        MessageType.Topen or MessageType.Tlopen => ((OpenFlags)request.Number & OpenFlags.Truncate) == 0,
        _ => false,
    };

    /// <summary>What was flushed does not end: nobody will hear of its answer, and those who flushed it are told so.</summary>
    private void GiveUp(Request flushed)
    {
        lock (_gate)
        {
            // one that has just opened its fid is about to say so
            var hasOpened = flushed.Type is MessageType.Topen or MessageType.Tlopen && flushed.Fid?.IsOpen == true;
            if (flushed.Flushes is null || flushed.IsAbandoned || hasOpened || !_waiting.Remove(flushed.Tag, out var there))
                return;
            if (there != flushed)
            {
                _waiting[flushed.Tag] = there;
                return;
            }

            flushed.IsAbandoned = true;
            AnswerFlushes(flushed);
        }

        _output.Flush();
    }

    /// <summary>Under the lock.</summary>
    private void AnswerFlushes(Request flushed)
    {
        if (flushed.Flushes is not { } tags)
            return;
        Span<byte> frame = stackalloc byte[Protocol.HeaderSize];
        foreach (var tag in tags)
        {
            _flushes.Remove(tag);
            WireWriter.Write(frame, MessageType.Rflush, tag);
            _output.Add(frame);
        }

        flushed.Flushes = null;
    }

    private static void Cancel(CancellationTokenSource cancellation)
    {
        try
        {
            cancellation.Cancel();
        }
        catch (AggregateException)
        {
            // what a node registered with the token threw; the request ends by itself
        }
    }
}
