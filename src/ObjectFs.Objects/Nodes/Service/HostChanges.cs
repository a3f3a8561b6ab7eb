using ObjectFs.Objects.Access;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary>What a transaction does to one object. Each step runs under the object's policy, as one call.</summary>
internal sealed class HostChanges
{
    private const int EverybodyReads = 0x4;
    private const int Running = 0;
    private const int Done = 1;
    private const int Abandoned = 2;

    private readonly StagedValue[] _values;
    private readonly HostLocation _host;
    private readonly object?[] _old;
    private int _state;
    private bool _isBroken;

    public HostChanges(StagedValue[] values)
    {
        _values = values;
        _old = new object?[values.Length];

        // a setter that never comes back is not called again and again by commits either
        _host = new HostLocation(values[0].Location.Host, values[0].Location.Overdue);
    }

    /// <summary>Where the object is.</summary>
    public string Path => $"/{_host.Host.KnownPath}";

    /// <summary>ESTALE where a value is not what it was written over.</summary>
    public async ValueTask<Result> CompareAsync(Caller caller)
    {
        var compared = await _host.CallAsync(caller, _values, static values =>
        {
            foreach (var value in values)
                Require(value, value.Location.Read());
            return (Result<int>)0;
        }).OffPool();
        return compared.Succeeded ? Result.Success : compared.Failure;
    }

    /// <summary>Sets all values or none. Past the budget none: what is set late is set back by whoever sets it.</summary>
    public async ValueTask<Result> ApplyAsync(Caller caller)
    {
        var applied = await _host.CallAsync(caller, this, static changes => changes.Apply()).OffPool();
        if (applied.Succeeded || (applied.Errno == Errno.ETIMEDOUT && Interlocked.CompareExchange(ref _state, Abandoned, Running) == Done))
            return Result.Success;
        return Volatile.Read(ref _isBroken) ? applied.Failure with { Sentence = $"{applied.Failure.Sentence}; and it could not be set back" } : applied.Failure;
    }

    /// <summary>Sets back what was there before.</summary>
    public async ValueTask<Result> UndoAsync(Caller caller)
    {
        var undone = await _host.CallAsync(caller, this, static changes =>
        {
            changes.Undo(changes._values.Length);
            return (Result<int>)0;
        }).OffPool();
        return !undone.Succeeded ? undone.Failure : Volatile.Read(ref _isBroken) ? new Failure(Errno.EIO, "a setter refused the value that was there before") : Result.Success;
    }

    /// <summary>Notes what was done.</summary>
    public void Tell(Caller caller, ReadOnlySpan<byte> what, Errno outcome)
    {
        foreach (var value in _values)
        {
            value.File?.Touch();
            value.Location.Host.Registry.Audit.Note(new AuditEntry
            {
                Caller = caller,
                What = what,
                Path = Audit.PathOf(value.Location),
                KnowsOld = true,
                Old = value.Base.Content.Span,
                New = value.Content.Span,
                IsSecret = Audit.IsSecret(value.Location),
                Outcome = outcome,
            });
        }
    }

    private Result<int> Apply()
    {
        var set = 0;
        try
        {
            while (set < _values.Length)
            {
                var value = _values[set];
                _old[set] = value.Location.Read();
                Require(value, _old[set]);
                value.Location.Write(value.Target is { } target ? Transaction.Resolve(value.Location, target) : value.Value);
                set++;
                if (Volatile.Read(ref _state) == Abandoned)
                    throw new RefusalException(Errno.ETIMEDOUT, "it took too long");
            }

            return Interlocked.CompareExchange(ref _state, Done, Running) == Running ? 0 : throw new RefusalException(Errno.ETIMEDOUT, "it took too long");
        }
        catch (Exception)
        {
            // whatever the setter threw, those before it are set back here, under the same lock and on the same thread; the call tells of it
            Undo(set);
            throw;
        }
    }

    private void Undo(int count)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            try
            {
                _values[i].Location.Restore(_old[i]);
            }
            catch (Exception exception)
            {
                // one that cannot be set back does not keep the others from it
                Volatile.Write(ref _isBroken, true);
                _host.Host.Registry.WriteLog("Error", "ObjectFs.Objects", $"{_values[i].Path} could not be set back: {exception.Message}");
            }
        }
    }

    private static void Require(StagedValue value, object? now)
    {
        var seen = Seen.Of(value.Location, now);
        if (seen.Hash != value.Base.Hash)
            throw new RefusalException(Errno.ESTALE, $"{value.Location.Name} {Moved(value, seen)}; nothing was changed");
    }

    // more people may read .error than the value
    private static string Moved(StagedValue value, Seen now) => Audit.IsSecret(value.Location) || (value.Location.Mode & EverybodyReads) == 0
        ? "is another than the transaction saw"
        : $"was {Text(value.Base)} when the transaction saw it, and is {Text(now)} now";

    private static string Text(Seen seen) =>
        seen.Content.IsEmpty ? "null" : $"'{System.Text.Encoding.UTF8.GetString(Values.Utf8Text.TakeNewline(seen.Content.Span))}'";
}
