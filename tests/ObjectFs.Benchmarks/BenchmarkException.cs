namespace ObjectFs.Benchmarks;

/// <summary>A benchmark cannot be run here; the message says why and what to do.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
