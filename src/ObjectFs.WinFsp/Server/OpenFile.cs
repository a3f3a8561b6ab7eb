using System.Diagnostics.CodeAnalysis;
using ObjectFs.Tree;

namespace ObjectFs.WinFsp;

/// <summary>What Windows has open: a file, a directory, or a link itself. Closed when nobody uses it any more; changes take turns.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Without a timer or a handle of the system's there is nothing to dispose of, and whoever still waits may look at it.")]
internal sealed partial class OpenFile(Node node, string path, Caller caller)
{
    private readonly Turns _turn = new(1);
    private readonly Lock _gate = new();
    private Waits _waits = new();
    private Task<Result<Handle>>? _opening;
    private Handle? _handle;
    private int _users = 1;
    private int _isClosed;
    private bool _isGone;

    public Node Node { get; } = node;

    /// <summary>As Windows shows it; another after a rename.</summary>
    public string Path { get; set; } = path;

    public Caller Caller { get; } = caller;

    /// <summary>Of a directory that is being listed.</summary>
    public Listing? Listing { get; set; }

    /// <summary>Whether a symbolic link was opened, and not what it leads to.</summary>
    public bool IsLink => Node.Kind == NodeKind.Symlink;

    public bool Appends { get; init; }

    public bool Writes { get; init; }

    /// <summary>Bytes, as far as this opening knows: what was there, and what it wrote.</summary>
    public long Size { get; set; }

    /// <summary>Whether <see cref="Size"/> is what this opening made it, and the node need not be asked.</summary>
    public bool IsSizeKnown { get; set; }

    /// <summary>Whether it was emptied, and nothing written since.</summary>
    public bool IsEmptied { get; set; }

    /// <summary>Whether the name is gone from the tree already.</summary>
    public bool IsRemoved { get; set; }

    /// <summary>What WinFsp knows it by: a <see cref="System.Runtime.InteropServices.GCHandle"/>; 0 until then.</summary>
    public nint Context { get; set; }

    /// <summary>Ended when nobody will hear of an answer to what is asked now.</summary>
    public Waits Waits
    {
        get
        {
            lock (_gate)
                return _waits;
        }
    }

    /// <summary>Cancelled when nobody will hear of an answer to what is asked now.</summary>
    public CancellationToken Gone => Waits.Token;

    /// <summary>Takes what a node answered to the opening, now or later.</summary>
    public void Open(ValueTask<Result<Handle>> opening)
    {
        if (!opening.IsCompletedSuccessfully)
            _opening = opening.AsTask();
        else if (opening.Result is var opened && opened.TryGet(out var handle))
            _handle = handle;
        else
            _opening = Task.FromResult(opened);
    }

    /// <summary>The handle. EBADF where it was opened neither to read nor to write.</summary>
    public ValueTask<Result<Handle>> HandleAsync() =>
        _handle is not null ? new(_handle) : _opening is not null ? new(_opening) : new(Errno.EBADF);

    public ValueTask TakeTurnAsync() => _turn.TakeAsync(CancellationToken.None);

    public void EndTurn() => _turn.Return();

    public void Enter() => Interlocked.Increment(ref _users);

    /// <summary>Ends the waits of this opening; what is asked later, for a file that is mapped into memory, waits anew.</summary>
    public void EndWaits()
    {
        Waits before;
        lock (_gate)
        {
            before = _waits;
            if (!_isGone)
                _waits = new();
        }

        before.End();
    }

    /// <summary>Ends the waits of this opening, now and later.</summary>
    public void Cancel()
    {
        lock (_gate)
            _isGone = true;
        Waits.End();
    }

    /// <summary>One user less; the last one closes.</summary>
    public async ValueTask LeaveAsync()
    {
        if (Interlocked.Decrement(ref _users) != 0)
            return;
        await CloseHandleAsync().OffPool();
        if (Listing is not null)
            await Listing.CloseAsync().OffPool();
    }

    /// <summary>Closes the handle, and no other time.</summary>
    public async ValueTask CloseHandleAsync()
    {
        if ((await HandleAsync().OffPool()).TryGet(out var handle) && Interlocked.Exchange(ref _isClosed, 1) == 0)
            await handle.CloseAsync().OffPool();
    }
}
