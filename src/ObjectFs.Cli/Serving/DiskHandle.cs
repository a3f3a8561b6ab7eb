using Microsoft.Win32.SafeHandles;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Serving;

/// <summary>An open file of a disk. A disk may be slow: what reads or writes it runs on a thread of the pool's.</summary>
internal sealed class DiskHandle(SafeFileHandle file) : Handle
{
    public override async ValueTask<Result<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await RandomAccess.ReadAsync(file, buffer, offset, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ErrnoOf(exception);
        }
    }

    public override async ValueTask<Result<int>> WriteAsync(long offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        try
        {
            await RandomAccess.WriteAsync(file, data, offset, cancellationToken).ConfigureAwait(false);
            return data.Length;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ErrnoOf(exception);
        }
    }

    public override ValueTask<Result> TruncateAsync(long size, CancellationToken cancellationToken) =>
        size < 0 ? new(Errno.EINVAL) : new(Task.Run<Result>(
            () =>
            {
                try
                {
                    RandomAccess.SetLength(file, size);
                    return Result.Success;
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
                {
                    return ErrnoOf(exception);
                }
            },
            cancellationToken));

    public override ValueTask CloseAsync()
    {
        file.Dispose();
        return default;
    }

    // where .NET has a type of its own for an error it keeps no number
    private static Errno ErrnoOf(Exception exception) =>
        exception is UnauthorizedAccessException ? Errno.EACCES
        : Enum.IsDefined((Errno)exception.HResult) ? (Errno)exception.HResult
        : exception.Message.Contains("space", StringComparison.OrdinalIgnoreCase) ? Errno.ENOSPC
        : Errno.EIO;
}
