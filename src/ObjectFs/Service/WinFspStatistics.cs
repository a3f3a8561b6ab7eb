using System.Diagnostics.CodeAnalysis;
using ObjectFs.WinFsp;

namespace ObjectFs.Service;

/// <summary>What a drive has done so far, as an object of the tree that it serves: <c>.objectfs/stats/winfsp</c>.</summary>
internal sealed class WinFspStatistics
{
    private readonly WinFspMount _mount;

    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicProperties, typeof(WinFspStatistics))]
    public WinFspStatistics(WinFspMount mount)
    {
        _mount = mount;
    }

    public string MountPoint => _mount.MountPoint;

    public long Operations => _mount.Statistics.Operations;

    public long Errors => _mount.Statistics.Errors;

    [Unit("B")]
    public long BytesRead => _mount.Statistics.BytesRead;

    [Unit("B")]
    public long BytesWritten => _mount.Statistics.BytesWritten;

    public int OpenFiles => _mount.Statistics.OpenFiles;

    public int Waiting => _mount.Statistics.Waiting;

    [Unit("µs")]
    public double LatencyMedian => _mount.Statistics.Latencies.Median.TotalMicroseconds;

    [Unit("µs")]
    public double LatencyPercentile90 => _mount.Statistics.Latencies.Percentile90.TotalMicroseconds;

    [Unit("µs")]
    public double LatencyPercentile99 => _mount.Statistics.Latencies.Percentile99.TotalMicroseconds;

    [Unit("µs")]
    public double LatencyLongest => _mount.Statistics.Latencies.Longest.TotalMicroseconds;
}
