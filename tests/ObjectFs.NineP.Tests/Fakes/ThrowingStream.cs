namespace ObjectFs.NineP.Tests;

/// <summary>A stream of somebody's own: gives what is in it, and throws what no stream should where it is written to, or, where there is nothing in it, when it is read.</summary>
/// <param name="content">What is read first; after it nothing comes until the reading is cancelled.</param>
internal sealed class ThrowingStream(byte[] content) : Stream
{
    private bool _isRead;

    /// <summary>Whether it throws after a while, rather than at once.</summary>
    public bool SendsLater { get; init; }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (content.Length == 0)
            throw new NotImplementedException("reading");
        await using var registration = cancellationToken.Register(static () => throw new NotImplementedException("cancelling"));
        if (_isRead)
            await Task.Delay(Timeout.Infinite, cancellationToken);
        _isRead = true;
        content.CopyTo(buffer);
        return content.Length;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        SendsLater ? ThrowLaterAsync() : throw new NotImplementedException("writing");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static async ValueTask ThrowLaterAsync()
    {
        await Task.Yield();
        throw new NotImplementedException("writing");
    }
}
