namespace ObjectFs.RealTools.Tests;

/// <summary>How a program ended, and what it said.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Error);
