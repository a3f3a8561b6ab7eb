using System.Diagnostics.CodeAnalysis;
using ObjectFs.Tree;

namespace ObjectFs.Service;

/// <summary>What every gateway counts, as an object of the tree that it serves: <c>.objectfs/stats/…</c>.</summary>
internal abstract class GatewayStatistics
{
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicProperties, typeof(GatewayStatistics))]
    protected GatewayStatistics()
    {
    }

    public abstract long Operations { get; }

    public abstract long Errors { get; }

    [Unit("B")]
    public abstract long BytesRead { get; }

    [Unit("B")]
    public abstract long BytesWritten { get; }

    public abstract int Waiting { get; }

    [Unit("µs")]
    public double LatencyMedian => Latencies.Median.TotalMicroseconds;

    [Unit("µs")]
    public double LatencyPercentile90 => Latencies.Percentile90.TotalMicroseconds;

    [Unit("µs")]
    public double LatencyPercentile99 => Latencies.Percentile99.TotalMicroseconds;

    [Unit("µs")]
    public double LatencyLongest => Latencies.Longest.TotalMicroseconds;

    protected abstract Latencies Latencies { get; }
}
