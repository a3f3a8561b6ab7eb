using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <summary>What a session may do, and how much of it.</summary>
internal sealed record SessionOptions
{
    public bool ReadOnly { get; init; }

    /// <summary>Whether sizes are told of values that can change at any moment.</summary>
    public bool TellsSizes { get; init; }

    /// <summary>Whether refusals in 9P2000 are told in the words that Linux's client knows.</summary>
    public bool LinuxErrorWords { get; init; }

    /// <summary>What a client has to know; empty where it need not know anything.</summary>
    public ReadOnlyMemory<byte> Secret { get; init; }

    public int MaxMessageSize { get; init; } = 1 << 20;

    public int MaxFids { get; init; } = 16_384;

    /// <summary>Fids that are open.</summary>
    public int MaxOpenFids { get; init; } = 1024;

    /// <summary>Requests that wait for their node.</summary>
    public int MaxRequests { get; init; } = 1024;

    /// <summary>Bytes that wait to be sent, and bytes that requests hold which wait for their node.</summary>
    public long MaxQueuedBytes { get; init; } = 8 << 20;

    /// <summary>How long a flush waits for the end of what it flushes, where that changes nothing.</summary>
    public TimeSpan FlushPatience { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The owner of what has none.</summary>
    public uint UserId { get; init; }

    public uint GroupId { get; init; }

    public TimeProvider Time { get; init; } = OwnTime.Instance;
}
