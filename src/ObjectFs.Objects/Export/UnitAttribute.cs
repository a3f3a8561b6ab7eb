namespace ObjectFs;

/// <summary>Names the unit of a member's value, for <c>.type</c> and for refusals: <c>rpm</c>, <c>°C</c>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, Inherited = true)]
public sealed class UnitAttribute : Attribute
{
    /// <summary>Names the unit.</summary>
    public UnitAttribute(string unit)
    {
        Unit = unit;
    }

    /// <summary>The unit's symbol, shown as it is.</summary>
    public string Unit { get; }
}
