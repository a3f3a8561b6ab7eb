using ObjectFs.Tree;

namespace ObjectFs.WinFsp;

/// <summary>What a drive has done so far.</summary>
public readonly record struct WinFspMountStatistics
{
    /// <summary>Requests of the driver.</summary>
    public long Operations { get; init; }

    /// <summary>Requests that were refused, for whatever reason; looking for a name that is not there is one.</summary>
    public long Errors { get; init; }

    /// <summary>Bytes read from files.</summary>
    public long BytesRead { get; init; }

    /// <summary>Bytes written to files.</summary>
    public long BytesWritten { get; init; }

    /// <summary>Files and directories that are open now.</summary>
    public int OpenFiles { get; init; }

    /// <summary>Requests that wait for their node now.</summary>
    public int Waiting { get; init; }

    /// <summary>How long answers took; one request in 13 is timed. What is answered later counts until it was put off.</summary>
    public Latencies Latencies { get; init; }
}
