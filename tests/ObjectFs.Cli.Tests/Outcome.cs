namespace ObjectFs.Cli.Tests;

/// <summary>How a command ended, and what it said.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Error);
