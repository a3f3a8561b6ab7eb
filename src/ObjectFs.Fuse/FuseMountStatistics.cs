using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <summary>What a mount has done so far.</summary>
public readonly record struct FuseMountStatistics
{
    /// <summary>Requests of the kernel.</summary>
    public long Operations { get; init; }

    /// <summary>Requests that were refused, for whatever reason; looking for a name that is not there is one.</summary>
    public long Errors { get; init; }

    /// <summary>Bytes read from files.</summary>
    public long BytesRead { get; init; }

    /// <summary>Bytes written to files.</summary>
    public long BytesWritten { get; init; }

    /// <summary>Nodes that the kernel knows now.</summary>
    public int Nodes { get; init; }

    /// <summary>Files and directories that are open now.</summary>
    public int OpenFiles { get; init; }

    /// <summary>Requests that wait for their node now.</summary>
    public int Waiting { get; init; }

    /// <summary>How long answers took; one request in 13 is timed.</summary>
    public Latencies Latencies { get; init; }
}
