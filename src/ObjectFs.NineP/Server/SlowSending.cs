using System.Net.Sockets;

namespace ObjectFs.NineP.Server;

/// <summary>What a client does not take at once. Sent by a thread that waits for it, because the system's own way to wait on no thread ends on the thread pool, which a program may be starving.</summary>
internal sealed class SlowSending(Socket socket, ReadOnlyMemory<byte> data)
{
    private readonly TaskCompletionSource _sent = new();

    public Task Task => _sent.Task;

    public void Run()
    {
        try
        {
            Send(data.Span);
            _sent.SetResult();
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            _sent.SetException(exception);
        }
    }

    private void Send(ReadOnlySpan<byte> rest)
    {
        while (!rest.IsEmpty)
        {
            var sent = socket.Send(rest, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
                socket.Poll(Timeout.InfiniteTimeSpan, SelectMode.SelectWrite);
            else if (error is not (SocketError.Success or SocketError.Interrupted))
                throw new SocketException((int)error);
            else
                rest = rest[sent..];
        }
    }
}
