namespace ObjectFs.Cli.Comparing;

/// <summary>One thing that is not the same in two trees.</summary>
/// <param name="Path">Where, below what is compared; empty is the top itself.</param>
/// <param name="Kind">How.</param>
/// <param name="First">What the first has: a value that fits on a line, a kind, a link's target; or null.</param>
/// <param name="Second">What the second has.</param>
internal sealed record Difference(string Path, DifferenceKind Kind, string? First, string? Second);
