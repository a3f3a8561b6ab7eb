using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace ObjectFs.NineP.Tests;

/// <summary>Runs a test in each dialect, or in those that are named, over each <see cref="Carrier"/>; <see cref="Rig"/> takes the one that the row says.</summary>
public sealed class EveryDialectAttribute(params NinePDialect[] dialects) : DataAttribute
{
    public const string Trait = nameof(Carrier);

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        List<ITheoryDataRow> rows = [];
        foreach (var carrier in Enum.GetValues<Carrier>())
        {
            foreach (var dialect in dialects.Length == 0 ? Enum.GetValues<NinePDialect>() : dialects)
                rows.Add(new TheoryDataRow<NinePDialect>(dialect) { TestDisplayName = $"{testMethod.DeclaringType!.Name}.{testMethod.Name} over a {carrier}" }.WithTrait(Trait, carrier.ToString()));
        }

        return new(rows);
    }

    // rows that differ in their trait alone are one and the same to whoever tells them apart beforehand
    public override bool SupportsDiscoveryEnumeration() => false;
}
