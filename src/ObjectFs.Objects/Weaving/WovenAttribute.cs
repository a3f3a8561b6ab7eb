using System.ComponentModel;

namespace ObjectFs.Weaving;

/// <summary>For woven code: each exported class of this assembly announces its own instances.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class WovenAttribute : Attribute;
