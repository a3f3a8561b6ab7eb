namespace ObjectFs.Tree;

/// <summary>An open file in memory: reads and writes go straight to it.</summary>
internal sealed class MemoryFileHandle : Handle
{
    private readonly MemoryFile _file;
    private readonly OpenFlags _flags;
    private int _closed;

    public MemoryFileHandle(MemoryFile file, OpenFlags flags)
    {
        _file = file;
        _flags = flags;
    }

    public override ValueTask<Result<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) =>
        Has(OpenFlags.Read) ? new(_file.Read(offset, buffer.Span)) : new(Errno.EBADF);

    public override ValueTask<Result<int>> WriteAsync(long offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        Has(OpenFlags.Write) ? new(_file.Write(Has(OpenFlags.Append) ? null : offset, data.Span)) : new(Errno.EBADF);

    public override ValueTask<Result> TruncateAsync(long size, CancellationToken cancellationToken) =>
        Has(OpenFlags.Write) ? new(_file.Resize(size)) : new(Errno.EINVAL);

    public override ValueTask CloseAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
            _file.Closed();
        return default;
    }

    private bool Has(OpenFlags flag) => (_flags & flag) != 0;
}
