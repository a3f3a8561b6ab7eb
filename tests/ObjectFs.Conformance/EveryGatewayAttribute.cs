using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace ObjectFs.Conformance;

/// <summary>Runs a case against every gateway.</summary>
public sealed class EveryGatewayAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Gateways.Names.Select(static name => new TheoryDataRow<string>(name))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
