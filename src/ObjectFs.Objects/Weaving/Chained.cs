using System.ComponentModel;

namespace ObjectFs.Weaving;

/// <summary>For woven code: tells the private twin of a constructor that others chain to from the constructor itself.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Chained
{
    private Chained()
    {
    }
}
