namespace ObjectFs.Tree;

/// <summary>
/// An open file: what one opener has read and has written and not yet set. Refuses by default what is not overridden.
/// <para>The gateway may run reads, polls and flushes of one handle at the same time, and a write beside them; it never runs two writes or truncations of one handle at once,
/// and <see cref="CloseAsync"/> comes last, alone. An implementation guards its own state.</para>
/// </summary>
public abstract class Handle
{
    /// <summary>Whether the content is a stream: no offset, reads may wait for what comes (FOPEN_STREAM).</summary>
    public virtual bool IsStream => false;

    /// <summary>Whether there may be something to read though stat(2), before the opening, told a size of 0: a gateway sees to it that nobody takes the file for empty.</summary>
    public virtual bool IsUnsized => false;

    /// <summary>Whether what was written looks whole and only waits for a flush. A gateway whose callers hear nothing of what a close says flushes then at once.</summary>
    public virtual bool IsDue => false;

    /// <summary>Reads into the gateway's own buffer. Refused with EBADF by default.</summary>
    /// <param name="offset">Bytes from the start; not negative.</param>
    /// <param name="buffer">Where the bytes go; the gateway's, for the time of the call only.</param>
    /// <param name="cancellationToken">The reader gave up (a signal, a flush, a client gone).</param>
    /// <returns>The bytes read; fewer than asked only at the end, 0 at or past it.</returns>
    public virtual ValueTask<Result<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) => new(Errno.EBADF);

    /// <summary>Writes. A value that cannot be is refused here, not at close, because shells ignore what close says. Refused with EBADF by default.</summary>
    /// <param name="offset">Bytes from the start; not negative. Meaningless where the handle was opened to append.</param>
    /// <param name="data">The gateway's, for the time of the call only.</param>
    /// <param name="cancellationToken">The writer gave up.</param>
    /// <returns>The bytes taken: all of them, unless refused.</returns>
    public virtual ValueTask<Result<int>> WriteAsync(long offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => new(Errno.EBADF);

    /// <summary>Cuts or extends what this handle writes (ftruncate(2)). Refused with EINVAL by default.</summary>
    public virtual ValueTask<Result> TruncateAsync(long size, CancellationToken cancellationToken) => new(Errno.EINVAL);

    /// <summary>Sets what was written and is not yet set: at fsync(2) and at every close(2) of a copy of the descriptor, thus often, and once before the first write where a shell opened the file. Does nothing by default.</summary>
    public virtual ValueTask<Result> FlushAsync(CancellationToken cancellationToken) => Result.SuccessAsync;

    /// <summary>What the handle is ready for (poll(2)). Always to read and to write by default.</summary>
    /// <param name="waiter">Woken once when the answer may have changed, or null for a mere look.</param>
    public virtual PollEvents Poll(IPollWaiter? waiter) => PollEvents.Readable | PollEvents.Writable;

    /// <summary>The last descriptor is closed; nobody hears of an error any more. Does nothing by default.</summary>
    public virtual ValueTask CloseAsync() => default;
}
