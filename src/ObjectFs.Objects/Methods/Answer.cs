using System.Buffers;
using ObjectFs.Objects.Nodes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Methods;

/// <summary>What a method answers, as it comes: read once, in order, by whoever called; its beginning is kept. Thread-safe.</summary>
internal sealed class Answer(bool hasReader)
{
    /// <summary>Bytes of a stream that wait for their reader; then the method waits.</summary>
    private const int Ahead = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly LinkedList<ReadOnlyMemory<byte>> _unread = new();
    private readonly ArrayBufferWriter<byte> _kept = new();
    private ReadOnlyMemory<byte> _last;
    private long _waiting;
    private bool _isTooLong;
    private bool _hasEnded;
    private Failure? _failure;
    private TaskCompletionSource? _more;
    private TaskCompletionSource? _less;

    /// <summary>Those who poll.</summary>
    public Waiters Waiters { get; } = new();

    /// <summary>Whether a read will not wait.</summary>
    public bool IsReadable
    {
        get
        {
            lock (_gate)
                return _hasEnded || _unread.Count > 0;
        }
    }

    /// <summary>All of it, or null where it was too much to keep.</summary>
    public ReadOnlyMemory<byte>? Kept
    {
        get
        {
            lock (_gate)
                return _isTooLong ? null : _kept.WrittenMemory;
        }
    }

    /// <summary>Adds a piece. Completes when there is room for the next.</summary>
    public async ValueTask AddAsync(ReadOnlyMemory<byte> piece, CancellationToken cancellationToken)
    {
        if (piece.IsEmpty)
            return;
        TaskCompletionSource? more;
        TaskCompletionSource? less = null;
        lock (_gate)
        {
            Keep(piece.Span);
            if (!hasReader)
                return;
            _unread.AddLast(piece);
            _waiting += piece.Length;
            if (_waiting > Ahead)
                less = _less ??= new();
            more = _more;
            _more = null;
        }

        Tell(more);
        if (less is not null)
            await less.Task.WaitAsync(cancellationToken).OffPool();
    }

    /// <summary>Adds the last piece, whose end is read once that of the answer is told: whoever has read all of it may call again at once.</summary>
    public async ValueTask AddLastAsync(ReadOnlyMemory<byte> piece, CancellationToken cancellationToken)
    {
        if (piece.Length > Ahead)
        {
            await AddAsync(piece[..^Ahead], cancellationToken).OffPool();
            piece = piece[^Ahead..].ToArray();
        }

        lock (_gate)
        {
            Keep(piece.Span);
            _last = piece;
        }
    }

    /// <summary>Nothing more comes.</summary>
    public void End(Failure? failure)
    {
        TaskCompletionSource? more;
        lock (_gate)
        {
            if (hasReader && !_last.IsEmpty)
            {
                _unread.AddLast(_last);
                _waiting += _last.Length;
            }

            _failure = failure;
            _hasEnded = true;
            more = _more;
        }

        Tell(more);
    }

    /// <summary>Reads on, waiting for what comes.</summary>
    /// <returns>0 at the end; the failure where it ended with one, again and again.</returns>
    /// <exception cref="OperationCanceledException">The reader gave up.</exception>
    public async ValueTask<Result<int>> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            TaskCompletionSource? less = null;
            TaskCompletionSource? more = null;
            var count = 0;
            lock (_gate)
            {
                if (_unread.Count > 0)
                    count = Take(buffer.Span, out less);
                else if (_hasEnded)
                    return _failure is { } failure ? failure : 0;
                else
                    more = _more ??= new();
            }

            less?.TrySetResult();
            if (more is null)
                return count;
            await more.Task.WaitAsync(cancellationToken).OffPool();
        }
    }

    private int Take(Span<byte> buffer, out TaskCompletionSource? less)
    {
        var count = 0;
        while (count < buffer.Length && _unread.First is { Value: var piece } first)
        {
            var part = Math.Min(piece.Length, buffer.Length - count);
            piece.Span[..part].CopyTo(buffer[count..]);
            count += part;
            if (part == piece.Length)
                _unread.RemoveFirst();
            else
                first.Value = piece[part..];
        }

        _waiting -= count;
        less = _waiting <= Ahead ? _less : null;
        if (less is not null)
            _less = null;
        return count;
    }

    private void Keep(ReadOnlySpan<byte> piece)
    {
        if (_isTooLong || _kept.WrittenCount + piece.Length > Outcome.KeptBytes)
        {
            _isTooLong = true;
            return;
        }

        _kept.Write(piece);
    }

    private void Tell(TaskCompletionSource? more)
    {
        more?.TrySetResult();
        Waiters.Wake();
    }
}
