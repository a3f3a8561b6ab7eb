using ObjectFs.Objects.Methods;
using ObjectFs.Objects.Methods.Arguments;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <content>Arguments.</content>
internal sealed partial class CallHandle
{
    private readonly Staging _staged = new();

    public override ValueTask<Result<int>> WriteAsync(long offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        if (!Writes)
            return new(Errno.EBADF);
        if (data.IsEmpty)
            return new(0);
        lock (_gate)
        {
            if (_invocation is { Ended.IsCompleted: false })
                return new(RefuseCall(Errno.EBUSY, "the call before is still running; read its answer first, or close the file to cancel it"));
            _invocation = null;
            _hasFailed = false;
            _explanation = default;
            _position = 0;
            if (_staged.Length + data.Length > ArgumentText.Limit)
            {
                _staged.SetLength(0);
                return new(Explain(RefuseCall(Errno.EFBIG, $"more than {ArgumentText.Limit >> 20} MiB of arguments are not taken"), isMisuse: false));
            }

            var staged = _staged.Write(_staged.Length, data.Span);
            if (!staged.Succeeded)
                return new(RefuseCall(staged.Errno, staged.Sentence!));
            if (!ArgumentText.IsWhole(_staged.Content.Span, data.Length))
                return new(data.Length);
        }

        return StartAsync(data.Length, cancellationToken);
    }

    /// <summary>Truncation, which is how a shell begins, changes nothing.</summary>
    public override ValueTask<Result> TruncateAsync(long size, CancellationToken cancellationToken) => Writes ? Result.SuccessAsync : new(Errno.EBADF);

    /// <summary>What was written is all, if it can be. Where more must come, a writer who hears of nothing else hears that here.</summary>
    public override ValueTask<Result> FlushAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_staged.Length == 0)
                return Result.SuccessAsync;
            if (ArgumentText.IsUnfinished(_staged.Content.Span))
                return Reads ? Result.SuccessAsync : new(Unfinished());
        }

        return FlushStagedAsync(cancellationToken);
    }

    private async ValueTask<Result> FlushStagedAsync(CancellationToken cancellationToken)
    {
        var started = await StartAsync(0, cancellationToken).OffPool();
        return started.Succeeded ? Result.Success : started.Failure;
    }

    private async ValueTask<Result<int>> StartAsync(int count, CancellationToken cancellationToken)
    {
        var started = Start();
        if (!started.TryGet(out var invocation))
            return started.Failure;
        try
        {
            if (Reads || context is not null)
                return await invocation.Accepted.WaitAsync(cancellationToken).OffPool() is { } refusal ? Explain(refusal, invocation.IsMisused) : count;
            var outcome = await invocation.Ended.WaitAsync(cancellationToken).OffPool();
            return outcome.Failure is { } failure ? AsAnswer(failure) : count;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            invocation.Cancel();
            return Refuse(Errno.EINTR, "the call was interrupted");
        }
    }

    private Result<Invocation> Start()
    {
        lock (_gate)
        {
            var arguments = _staged.Content.ToArray();
            _staged.SetLength(0);
            if (context is null)
                return _invocation = Invocation.Start(site, caller, arguments, hasReader: Reads);

            // in a context nobody need be there: what is not read is kept
            var started = context.Start(() => Invocation.Start(site, caller, arguments, hasReader: false));
            if (!started.TryGet(out _invocation))
                return Explain(Refuse(started.Errno, started.Failure.ToString()), isMisuse: false);
            return _invocation;
        }
    }

    // what never came to a call is noted here, the rest when it ends
    private Failure RefuseCall(Errno errno, string sentence)
    {
        site.Host.Registry.Audit.Note($"{site.Host.KnownPath}{site.Place.Path}", caller, "call", default, isSecret: true, errno);
        return Refuse(errno, sentence);
    }

    private Failure Unfinished() => Refuse(Errno.EINVAL, "the arguments are not finished: a quote, an object or an array is open, or fewer words came than were announced");
}
