using System.Diagnostics.CodeAnalysis;
using ObjectFs.Fuse;
using ObjectFs.Tree;

namespace ObjectFs.Service;

/// <summary>What a mount has done so far, as an object of the tree that it serves: <c>.objectfs/stats/fuse</c>.</summary>
internal sealed class FuseStatistics : GatewayStatistics
{
    private readonly FuseMount _gateway;

    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicProperties, typeof(FuseStatistics))]
    public FuseStatistics(FuseMount gateway)
    {
        _gateway = gateway;
    }

    public string MountPoint => _gateway.MountPoint;

    public int Nodes => _gateway.Statistics.Nodes;

    public int OpenFiles => _gateway.Statistics.OpenFiles;

    public override long Operations => _gateway.Statistics.Operations;

    public override long Errors => _gateway.Statistics.Errors;

    public override long BytesRead => _gateway.Statistics.BytesRead;

    public override long BytesWritten => _gateway.Statistics.BytesWritten;

    public override int Waiting => _gateway.Statistics.Waiting;

    protected override Latencies Latencies => _gateway.Statistics.Latencies;
}
