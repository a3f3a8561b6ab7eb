using System.Buffers;

namespace ObjectFs.NineP.Server;

/// <summary>Where bytes arrive. Goes back to the pool when neither the connection nor a request that waits uses it any more.</summary>
internal sealed class ReceiveBuffer
{
    private int _users = 1;

    public ReceiveBuffer(int size)
    {
        Bytes = ArrayPool<byte>.Shared.Rent(size);
    }

    public byte[] Bytes { get; private set; }

    /// <summary>Requests that wait with their frames in it. Under the lock of the session.</summary>
    public int Waiting { get; set; }

    /// <summary>Whether anybody but the connection uses it.</summary>
    public bool IsShared => Volatile.Read(ref _users) > 1;

    public void Retain() => Interlocked.Increment(ref _users);

    public void Release()
    {
        if (Interlocked.Decrement(ref _users) != 0)
            return;
        var bytes = Bytes;
        Bytes = [];
        ArrayPool<byte>.Shared.Return(bytes);
    }
}
