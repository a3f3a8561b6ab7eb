using System.ComponentModel;

namespace ObjectFs.Weaving;

/// <summary>For woven code: this setter reports changes under a bit of its class's interest field.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Method)]
public sealed class NotifiesAttribute : Attribute
{
    /// <summary>Names the bit.</summary>
    /// <param name="bit">0 to 31; the last is shared by every property from the 32nd on.</param>
    public NotifiesAttribute(int bit)
    {
        Bit = bit;
    }

    /// <summary>The number of the bit, 0 to 31.</summary>
    public int Bit { get; }
}
