using ObjectFs;

namespace ObjectFs.Churn;

/// <summary>Shown by number, and gone at once.</summary>
[Export]
public sealed class Passer
{
    public long Born { get; } = Environment.TickCount64;
}
