using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <summary>Any byte stream: TLS, pipes, standard input and output, two ends in memory.</summary>
internal sealed class StreamTransport : Transport
{
    private readonly Stream _stream;
    private readonly CancellationTokenSource _aborted = new();

    public StreamTransport(Stream stream)
    {
        _stream = stream;
    }

    public override ValueTask<int> ReceiveAsync(Memory<byte> room, CancellationToken cancellationToken) => _stream.ReadAsync(room, _aborted.Token);

    public override async ValueTask SendAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(data, _aborted.Token).OffPool();
        await _stream.FlushAsync(_aborted.Token).OffPool();
    }

    public override void Abort()
    {
        try
        {
            _aborted.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // it has ended already
        }
        catch (AggregateException)
        {
            // what the stream registered with the token threw; it is cancelled all the same
        }
    }

    public override void Dispose()
    {
        _stream.Dispose();
        _aborted.Dispose();
    }
}
