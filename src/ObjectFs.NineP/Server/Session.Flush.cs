using ObjectFs.NineP.Wire;

namespace ObjectFs.NineP.Server;

/// <content>Tflush: either the answer and then Rflush, or Rflush alone; never an answer after it.</content>
internal sealed partial class Session
{
    private ValueTask<int> Flush(Request request)
    {
        if (!request.TryParse(out Tflush asked))
            return Malformed(request);

        Request? flushed;
        lock (_gate)
        {
            if (!_waiting.TryGetValue(asked.OldTag, out flushed))
                return new(request.PutEmpty());

            // flushes are answered in the order in which they came, all at the end of what they flush
            (flushed.Flushes ??= []).Add(request.Tag);
            if (flushed.Flushes.Count > 1)
                return new(NoAnswer);
            flushed.Patience = new Timer(_ => GiveUp(flushed), null, _options.FlushPatience, Timeout.InfiniteTimeSpan);
        }

        Cancel(flushed);
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
            foreach (var tag in flushed.Flushes)
                AnswerFlush(tag);
        }

        _output.Flush();
    }

    private void AnswerFlush(ushort tag)
    {
        Span<byte> frame = stackalloc byte[Protocol.HeaderSize];
        WireWriter.Write(frame, MessageType.Rflush, tag);
        _output.Add(frame);
    }

    private static void Cancel(Request request)
    {
        try
        {
            request.CancellationSource.Cancel();
        }
        catch (AggregateException)
        {
            // what a node registered with the token threw; the request ends by itself
        }
    }
}
