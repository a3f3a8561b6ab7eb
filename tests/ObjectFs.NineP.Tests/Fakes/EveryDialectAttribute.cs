using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace ObjectFs.NineP.Tests;

/// <summary>Runs a test in each dialect, or in those that are named.</summary>
public sealed class EveryDialectAttribute(params NinePDialect[] dialects) : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. (dialects.Length == 0 ? Enum.GetValues<NinePDialect>() : dialects).Select(static dialect => new TheoryDataRow<NinePDialect>(dialect))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
