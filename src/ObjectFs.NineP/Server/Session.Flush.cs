using ObjectFs.NineP.Wire;

namespace ObjectFs.NineP.Server;

/// <content>Tflush: either the answer and then Rflush, or Rflush alone; never an answer after it.</content>
internal sealed partial class Session
{
    // Waiting requests that somebody flushed.
    private int _flushed;

    private ValueTask<int> Flush(Request request)
    {
        if (!request.TryParse(out Tflush asked))
            return Malformed(request);

        CancellationTokenSource cancellation;
        lock (_gate)
        {
            if (!_waiting.TryGetValue(asked.OldTag, out var flushed))
            {
                // a flush of a flush is answered after it
                var oldTag = asked.OldTag;
                flushed = _flushed == 0 ? null : _waiting.Values.FirstOrDefault(waiting => waiting.Flushes?.Contains(oldTag) == true);
                if (flushed is null)
                    return new(request.PutEmpty());
            }

            // flushes are answered in the order in which they came, all at the end of what they flush
            (flushed.Flushes ??= []).Add(request.Tag);
            if (flushed.Flushes.Count > 1)
                return new(NoAnswer);
            _flushed++;
            cancellation = flushed.TakeCancellation();
            flushed.Patience = new Timer(_ => GiveUp(flushed), null, _options.FlushPatience, Timeout.InfiniteTimeSpan);
        }

        Cancel(cancellation);
        return new(NoAnswer);
    }

    /// <summary>What was flushed does not end: nobody will hear of its answer, and those who flushed it are told so.</summary>
    private void GiveUp(Request flushed)
    {
        lock (_gate)
        {
            if (flushed.Flushes is null || flushed.IsAbandoned || !_waiting.Remove(flushed.Tag, out var there))
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
            WireWriter.Write(frame, MessageType.Rflush, tag);
            _output.Add(frame);
        }

        flushed.Flushes = null;
        _flushed--;
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
