namespace ObjectFs.Benchmarks.NineP;

/// <summary>A server in a process of its own, until disposed.</summary>
/// <param name="name">For the report.</param>
/// <param name="socket">The path of its Unix socket.</param>
/// <param name="port">Where it listens on the loopback interface.</param>
/// <param name="attachName">What a client asks for.</param>
internal abstract class Contender(string name, string socket, int port, string attachName) : IAsyncDisposable
{
    public string Name { get; } = name;

    public string AttachName { get; } = attachName;

    /// <summary>The process whose CPU is counted.</summary>
    public abstract int Id { get; }

    /// <summary>As <c>peer/load9p.c</c> wants it.</summary>
    public string AddressOf(Transport transport) => transport == Transport.Unix ? socket : FormattableString.Invariant($"127.0.0.1:{port}");

    /// <summary>The bytes that our own server has allocated so far; 0 of another.</summary>
    public virtual Task<long> ReadAllocatedAsync(CancellationToken cancellationToken) => Task.FromResult(0L);

    public abstract ValueTask DisposeAsync();
}
