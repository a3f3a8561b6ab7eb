using System.Globalization;

namespace ObjectFs.Benchmarks.Reporting;

/// <summary>Numbers as a person reads them.</summary>
internal static class Figures
{
    /// <summary>Three digits or so, whatever the size; a dash where there is none.</summary>
    public static string Of(double value) => double.IsNaN(value) || double.IsInfinity(value)
        ? "-"
        : value.ToString(Math.Abs(value) switch { >= 1000 => "#,0", >= 100 => "0", >= 10 => "0.0", _ => "0.00" }, CultureInfo.InvariantCulture);

    public static string Ratio(double value) => double.IsNaN(value) || double.IsInfinity(value) ? "-" : value.ToString("0.00", CultureInfo.InvariantCulture);
}
