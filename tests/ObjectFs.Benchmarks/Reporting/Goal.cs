namespace ObjectFs.Benchmarks.Reporting;

/// <summary>What a figure is to be.</summary>
/// <param name="What">The figure, in words.</param>
/// <param name="Measured">What it is here; NaN where it could not be measured.</param>
/// <param name="Limit">What it is to be.</param>
/// <param name="IsLeast">Whether the limit is the least, else the most.</param>
/// <param name="Unit">Follows both numbers.</param>
internal sealed record Goal(string What, double Measured, double Limit, bool IsLeast, string Unit)
{
    public bool IsReached => IsLeast ? Measured >= Limit : Measured <= Limit;

    public string Verdict => double.IsNaN(Measured) ? "not measured" : IsReached ? "reached" : "missed";

    public static Goal AtMost(string what, double measured, double limit, string unit = "") => new(what, measured, limit, IsLeast: false, unit);

    public static Goal AtLeast(string what, double measured, double limit, string unit = "") => new(what, measured, limit, IsLeast: true, unit);
}
