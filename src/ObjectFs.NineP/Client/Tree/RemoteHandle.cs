using System.Runtime.CompilerServices;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client;

/// <summary>An open file of a server's.</summary>
internal sealed class RemoteHandle : Handle
{
    private readonly NinePFile _file;
    private volatile bool _isChanged;

    public RemoteHandle(NinePFile file, bool isChanged)
    {
        _file = file;
        _isChanged = isChanged;
    }

    /// <inheritdoc/>
    public override ValueTask<Result<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) =>
        _file.ReadAsync(offset, buffer, cancellationToken);

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<Result<int>> WriteAsync(long offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        _isChanged = true;
        var done = 0;
        do
        {
            var result = await _file.WriteAsync(offset + done, data[done..], cancellationToken).ConfigureAwait(false);
            if (!result.TryGet(out var count))
                return result;
            if (count == 0 && done < data.Length)
                return new Failure(Errno.EIO, "The server took nothing, and did not say why.");
            done += count;
        }
        while (done < data.Length);
        return done;
    }

    /// <inheritdoc/>
    public override ValueTask<Result> TruncateAsync(long size, CancellationToken cancellationToken)
    {
        _isChanged = true;
        return _file.SetAttributesAsync(new() { Size = size }, cancellationToken);
    }

    /// <inheritdoc/>
    public override ValueTask<Result> FlushAsync(CancellationToken cancellationToken)
    {
        // comes at every close(2), mostly of files that were only read
        if (!_isChanged)
            return Result.SuccessAsync;
        _isChanged = false;
        return _file.FlushAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async ValueTask CloseAsync() => await _file.CloseAsync().ConfigureAwait(false);
}
