using System.Diagnostics.CodeAnalysis;
using ObjectFs.NineP;

namespace ObjectFs.Service;

/// <summary>What a server has done so far, as an object of the tree that it serves: <c>.objectfs/stats/9p</c>.</summary>
internal sealed class NinePStatistics
{
    private readonly NinePServer _server;

    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicProperties, typeof(NinePStatistics))]
    public NinePStatistics(NinePServer server)
    {
        _server = server;
    }

    public string? Address => _server.Address?.ToString();

    public long Operations => _server.Statistics.Operations;

    public long Errors => _server.Statistics.Errors;

    [Unit("B")]
    public long BytesRead => _server.Statistics.BytesRead;

    [Unit("B")]
    public long BytesWritten => _server.Statistics.BytesWritten;

    public int Connections => _server.Statistics.Connections;

    public int Fids => _server.Statistics.Fids;

    public int Waiting => _server.Statistics.Waiting;

    [Unit("µs")]
    public double LatencyMedian => _server.Statistics.Latencies.Median.TotalMicroseconds;

    [Unit("µs")]
    public double LatencyPercentile90 => _server.Statistics.Latencies.Percentile90.TotalMicroseconds;

    [Unit("µs")]
    public double LatencyPercentile99 => _server.Statistics.Latencies.Percentile99.TotalMicroseconds;

    [Unit("µs")]
    public double LatencyLongest => _server.Statistics.Latencies.Longest.TotalMicroseconds;
}
