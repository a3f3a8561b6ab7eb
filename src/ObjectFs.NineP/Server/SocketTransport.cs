using System.Diagnostics;
using System.Net.Sockets;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <summary>
/// A socket, on which one thread waits. The next request of a busy client comes sooner than the system could put the thread to sleep and wake it,
/// so that it looks a few times before it sleeps, if that would have paid the last time.
/// </summary>
internal sealed class SocketTransport : Transport
{
    private const int SpinMicroseconds = 50;

    // Whoever spins takes a processor from the client that it waits for, where there are no more.
    private static readonly int MaxSpinning = Math.Max(1, Environment.ProcessorCount / 2);

    // As long as a client that reads may be kept from its processor by others. A thread more that sends would be one of those: on two processors reading took twice as long at times.
    private static readonly TimeSpan SendPatience = TimeSpan.FromMilliseconds(20);

    // A client that takes nothing keeps its thread, as its connection keeps another: there are as many as connections, at most.
    private static readonly WorkThreads<SlowSending> Slow = new("ObjectFs 9P sending", int.MaxValue, static sending => sending.Run());
    private static int s_spinning;

    private readonly Socket _socket;
    private bool _spins = true;

    public SocketTransport(Socket socket)
    {
        _socket = socket;
        _socket.Blocking = false;
    }

    public override bool IsBlocking => true;

    public override ValueTask<int> ReceiveAsync(Memory<byte> room, CancellationToken cancellationToken) => new(Receive(room.Span));

    public override ValueTask SendAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        while (!data.IsEmpty)
        {
            var sent = _socket.Send(data.Span, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                // a client that reads makes room sooner than another thread could be woken to wait for it
                if (_socket.Poll(SendPatience, SelectMode.SelectWrite))
                    continue;
                return new(SendSlowlyAsync(data));
            }

            if (error != SocketError.Success)
                throw new SocketException((int)error);
            data = data[sent..];
        }

        return default;
    }

    private Task SendSlowlyAsync(ReadOnlyMemory<byte> data)
    {
        SlowSending sending = new(_socket, data);
        Slow.Add(sending);
        return sending.Task;
    }

    public override void Abort()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Both);

            // elsewhere that alone wakes who waits
            if (OperatingSystem.IsWindows())
                _socket.Close(0);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // it has ended already
        }
    }

    public override void Dispose() => _socket.Dispose();

    private int Receive(Span<byte> room)
    {
        if (TryReceive(room, out var received))
            return received;

        var start = Stopwatch.GetTimestamp();
        if (_spins && Interlocked.Increment(ref s_spinning) <= MaxSpinning)
        {
            try
            {
                do
                {
                    if (TryReceive(room, out received))
                        return received;
                }
                while (Microseconds(start) < SpinMicroseconds);
            }
            finally
            {
                Interlocked.Decrement(ref s_spinning);
            }
        }
        else if (_spins)
        {
            Interlocked.Decrement(ref s_spinning);
        }

        while (!TryReceive(room, out received))
            _socket.Poll(Timeout.InfiniteTimeSpan, SelectMode.SelectRead);
        _spins = Microseconds(start) < 2 * SpinMicroseconds;
        return received;
    }

    private bool TryReceive(Span<byte> room, out int received)
    {
        received = _socket.Receive(room, SocketFlags.None, out var error);
        return error switch
        {
            SocketError.Success => true,
            SocketError.WouldBlock or SocketError.Interrupted => false,
            _ => throw new SocketException((int)error),
        };
    }

    private static double Microseconds(long start) => Stopwatch.GetElapsedTime(start).TotalMicroseconds;
}
