namespace ObjectFs.Tree;

public abstract partial class MemoryNode
{
    private const int MaxXattrBytes = 64 * 1024;
    private readonly Lock _xattrGate = new();
    private Dictionary<byte[], byte[]>? _xattrs;
    private bool _hasReleased;

    /// <inheritdoc/>
    public override ValueTask<Result<ReadOnlyMemory<byte>>> GetXattrAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken)
    {
        lock (_xattrGate)
        {
            return _xattrs is not null && _xattrs.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(name, out var value)
                ? new(new ReadOnlyMemory<byte>(value))
                : new(Errno.ENODATA);
        }
    }

    /// <inheritdoc/>
    public override ValueTask<Result<ReadOnlyMemory<byte>>> ListXattrsAsync(CancellationToken cancellationToken)
    {
        lock (_xattrGate)
        {
            if (_xattrs is null)
                return new(ReadOnlyMemory<byte>.Empty);

            var list = new List<byte>();
            foreach (var name in _xattrs.Keys)
            {
                list.AddRange(name);
                list.Add(0);
            }

            return new(new ReadOnlyMemory<byte>(list.ToArray()));
        }
    }

    /// <inheritdoc/>
    public override ValueTask<Result> SetXattrAsync(
        ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, XattrFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        if (name.Length is 0 or > 255)
            return new(Errno.ERANGE);

        lock (_xattrGate)
        {
            if (_hasReleased)
                return new(Errno.ESTALE);
            _xattrs ??= new(ByteStringComparer.Instance);
            var byName = _xattrs.GetAlternateLookup<ReadOnlySpan<byte>>();
            var old = byName.TryGetValue(name, out var existing) ? existing.Length + name.Length + 1 : 0;
            if (existing is null && flags.HasFlag(XattrFlags.Replace))
                return new(Errno.ENODATA);
            if (existing is not null && flags.HasFlag(XattrFlags.Create))
                return new(Errno.EEXIST);

            // listxattr(2) hands out at most 64 KiB of names, and a value is at most as large
            var size = value.Length + name.Length + 1;
            if (_xattrs.Sum(static pair => (long)pair.Key.Length + 1 + pair.Value.Length) - old + size > MaxXattrBytes)
                return new(Errno.ENOSPC);
            if (!Volume.TryReserve(size - old))
                return new(Errno.ENOSPC);

            byName[name] = value.ToArray();
            return Result.SuccessAsync;
        }
    }

    /// <inheritdoc/>
    public override ValueTask<Result> RemoveXattrAsync(ReadOnlySpan<byte> name, Caller caller, CancellationToken cancellationToken)
    {
        lock (_xattrGate)
        {
            if (_xattrs is null || !_xattrs.GetAlternateLookup<ReadOnlySpan<byte>>().Remove(name, out var key, out var value))
                return new(Errno.ENODATA);

            Volume.Release(value.Length + key.Length + 1);
            return Result.SuccessAsync;
        }
    }

    private protected void ReleaseXattrs()
    {
        lock (_xattrGate)
        {
            if (_xattrs is not null)
                Volume.Release(_xattrs.Sum(static pair => (long)pair.Key.Length + 1 + pair.Value.Length));
            _xattrs = null;
            _hasReleased = true;
        }
    }
}
