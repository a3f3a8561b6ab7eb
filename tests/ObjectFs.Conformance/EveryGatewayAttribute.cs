using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace ObjectFs.Conformance;

/// <summary>Runs a case against every gateway that can carry what the case needs.</summary>
public sealed class EveryGatewayAttribute(Feature needs = Feature.None) : DataAttribute
{
    public Feature Needs { get; } = needs;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Gateways.With(Needs).Select(static name => new TheoryDataRow<string>(name))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
