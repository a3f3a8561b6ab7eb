using ObjectFs.Objects.Methods;
using ObjectFs.Objects.Methods.Arguments;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <content>The answer. Before anything was written there is none, and its end comes at once.</content>
internal sealed partial class CallHandle
{
    public override async ValueTask<Result<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (!Reads)
            return Errno.EBADF;
        if (TryExplain(buffer.Span, out var explained))
            return explained;
        var ready = await SettleAsync(cancellationToken).OffPool();
        if (!ready.Succeeded)
            return ready.Failure;
        Invocation? invocation;
        lock (_gate)
            invocation = _invocation;
        if (invocation is null)
            return 0;
        try
        {
            var read = await ReadAsync(invocation, buffer, cancellationToken).OffPool();
            return read.Succeeded ? read : Explain(AsAnswer(read.Failure), isMisuse: false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            invocation.Cancel();
            return new Failure(Errno.EINTR, null);
        }
    }

    private async ValueTask<Result<int>> ReadAsync(Invocation invocation, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (context is null)
            return await invocation.Answer.ReadAsync(buffer, cancellationToken).OffPool();

        // the answer of a context belongs to the context; whoever made the call waits for it, and reads it from his own beginning
        var outcome = await invocation.Ended.WaitAsync(cancellationToken).OffPool();
        if (outcome.Result is not { } result)
            return Refuse(Errno.EFBIG, $"an answer of more than {Outcome.KeptBytes >> 20} MiB is not kept; call without a context to read it as it comes");
        if (_position >= result.Length)
            return outcome.Failure is { } failure ? failure : 0;
        var count = Math.Min(buffer.Length, result.Length - _position);
        result.Slice(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    // a method that gave up by itself: at EINTR programs try again, which would call it again, or take the sentence for its answer
    private static Failure AsAnswer(Failure failure) => failure.Errno == Errno.EINTR ? failure with { Errno = Errno.ECANCELED } : failure;

    // who reads has written all
    private async ValueTask<Result> SettleAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_staged.Length == 0)
                return Result.Success;
            if (ArgumentText.IsUnfinished(_staged.Content.Span))
            {
                _staged.SetLength(0);
                return Explain(Unfinished(), isMisuse: true);
            }
        }

        return await FlushStagedAsync(cancellationToken).OffPool();
    }

    private bool TryExplain(Span<byte> buffer, out int count)
    {
        lock (_gate)
        {
            count = Math.Min(buffer.Length, _explanation.Length);
            _explanation[..count].Span.CopyTo(buffer);
            _explanation = _explanation[count..];
            return _hasFailed;
        }
    }
}
