using System.Diagnostics.CodeAnalysis;
using ObjectFs.NineP;
using ObjectFs.Tree;

namespace ObjectFs.Service;

/// <summary>What a server has done so far, as an object of the tree that it serves: <c>.objectfs/stats/9p</c>.</summary>
internal sealed class NinePStatistics : GatewayStatistics
{
    private readonly NinePServer _gateway;

    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicProperties, typeof(NinePStatistics))]
    public NinePStatistics(NinePServer gateway)
    {
        _gateway = gateway;
    }

    public string? Address => _gateway.Address?.ToString();

    public int Connections => _gateway.Statistics.Connections;

    public int Fids => _gateway.Statistics.Fids;

    public override long Operations => _gateway.Statistics.Operations;

    public override long Errors => _gateway.Statistics.Errors;

    public override long BytesRead => _gateway.Statistics.BytesRead;

    public override long BytesWritten => _gateway.Statistics.BytesWritten;

    public override int Waiting => _gateway.Statistics.Waiting;

    protected override Latencies Latencies => _gateway.Statistics.Latencies;
}
