using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <summary>What a session is told about its mount.</summary>
internal sealed record SessionOptions
{
    public uint UserId { get; init; }

    public uint GroupId { get; init; }

    public bool ReadOnly { get; init; }

    public bool KernelCache { get; init; } = true;

    /// <summary>Only to compare: listings with attributes never paid.</summary>
    public bool ReadDirectoryPlus { get; init; }

    public int MaxNodes { get; init; } = 1 << 20;

    public int MaxOpenFiles { get; init; } = 1 << 16;

    public int MaxWaiting { get; init; } = 4096;

    public int Readers { get; init; } = 1;

    public int MaxThreads { get; init; } = 32;

    /// <summary>How long a thread may be at one request before another reads in its place.</summary>
    public TimeSpan WatchInterval { get; init; } = TimeSpan.FromMilliseconds(5);

    public TimeProvider Time { get; init; } = OwnTime.Instance;
}
