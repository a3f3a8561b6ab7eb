namespace ObjectFs.Benchmarks;

/// <summary>How long a run may take.</summary>
/// <param name="IsQuick">Whether a look is enough: fewer and shorter rounds.</param>
internal sealed record Settings(bool IsQuick)
{
    /// <summary>Rounds that count; one more before them warms up.</summary>
    public int Rounds => IsQuick ? 3 : 9;

    /// <summary>Seconds for one operation on one server in one round.</summary>
    public double Seconds => IsQuick ? 0.2 : 0.4;
}
