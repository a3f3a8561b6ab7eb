namespace ObjectFs.Tree;

/// <summary>
/// An open directory: a listing that is the same from open to close. Names that exist all the while come exactly once, whatever comes and goes meanwhile.
/// The gateway runs one read of a handle at a time.
/// </summary>
public abstract class DirectoryHandle
{
    /// <summary>Offers entries to the sink until it is full or there are no more. Without <c>.</c> and <c>..</c>, which are the gateway's.</summary>
    /// <param name="cursor">0 for the start, which also takes a fresh look (rewinddir(3)), else the <c>next</c> of the last entry taken.</param>
    /// <param name="sink">Where the entries go.</param>
    /// <param name="cancellationToken">The reader gave up.</param>
    public abstract ValueTask<Result> ReadAsync(ulong cursor, IDirectorySink sink, CancellationToken cancellationToken);

    /// <summary>The last descriptor is closed. Does nothing by default.</summary>
    public virtual ValueTask CloseAsync() => default;
}
