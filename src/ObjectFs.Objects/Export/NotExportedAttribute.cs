namespace ObjectFs;

/// <summary>Hides a public member of an exported class, or a class derived from an exported one.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Method | AttributeTargets.Event, Inherited = false)]
public sealed class NotExportedAttribute : Attribute;
