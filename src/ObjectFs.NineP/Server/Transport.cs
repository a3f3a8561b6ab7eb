namespace ObjectFs.NineP.Server;

/// <summary>Carries the bytes of one connection. One thread receives, and one at a time sends.</summary>
internal abstract class Transport : IDisposable
{
    /// <summary>Whether <see cref="ReceiveAsync"/> keeps the thread that calls it, which has to be one of the connection's own.</summary>
    public virtual bool IsBlocking => false;

    /// <summary>Receives at least a byte; 0 at the end. An I/O exception where the connection is broken.</summary>
    public abstract ValueTask<int> ReceiveAsync(Memory<byte> room, CancellationToken cancellationToken);

    /// <summary>Sends all of it; completes at once where the system takes it at once.</summary>
    public abstract ValueTask SendAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken);

    /// <summary>Ends the connection: whoever receives or sends comes back. From any thread, more than once.</summary>
    public abstract void Abort();

    public abstract void Dispose();
}
