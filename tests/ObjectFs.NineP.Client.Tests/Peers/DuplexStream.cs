using System.IO.Pipelines;

namespace ObjectFs.NineP.Client.Tests;

/// <summary>One end of two joined in memory; counts what is written at once.</summary>
internal sealed class DuplexStream : Stream
{
    private readonly PipeReader _in;
    private readonly PipeWriter _out;
    private readonly List<int> _writes = [];

    private DuplexStream(PipeReader @in, PipeWriter @out)
    {
        _in = @in;
        _out = @out;
    }

    /// <summary>The sizes of all writes so far.</summary>
    public IReadOnlyList<int> Writes
    {
        get
        {
            lock (_writes)
                return [.. _writes];
        }
    }

    /// <summary>Holds back every write as long as it is not complete.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static (DuplexStream Client, DuplexStream Peer) CreatePair()
    {
        PipeOptions options = new(pauseWriterThreshold: 64 << 20, resumeWriterThreshold: 32 << 20, useSynchronizationContext: false);
        Pipe up = new(options);
        Pipe down = new(options);
        return (new(down.Reader, up.Writer), new(up.Reader, down.Writer));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var result = await _in.ReadAsync(cancellationToken);
        var count = (int)Math.Min(buffer.Length, result.Buffer.Length);
        var taken = result.Buffer.Slice(0, count);
        var at = 0;
        foreach (var segment in taken)
        {
            segment.CopyTo(buffer[at..]);
            at += segment.Length;
        }

        _in.AdvanceTo(taken.End);
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Gate.WaitAsync(cancellationToken);
        lock (_writes)
            _writes.Add(buffer.Length);
        var result = await _out.WriteAsync(buffer, cancellationToken);
        if (result.IsCompleted)
            throw new IOException("the other end is closed");
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _out.Complete();
        _in.CancelPendingRead();
        base.Dispose(disposing);
    }
}
