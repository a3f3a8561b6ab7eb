using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <summary>What a server has done so far; changed by many threads at once.</summary>
internal sealed class Counters
{
    public long Operations;
    public long Errors;
    public long BytesRead;
    public long BytesWritten;
    public int Fids;
    public int Connections;
    public int Waiting;

    public LatencyHistogram Latencies { get; } = new();
}
