using ObjectFs.Benchmarks.Reporting;

namespace ObjectFs.Benchmarks.Load;

/// <summary>All rounds of one operation on one server.</summary>
internal sealed class Samples
{
    private readonly List<Measurement> _rounds = [];

    public bool IsEmpty => _rounds.Count == 0;

    /// <summary>Of the best round: what else runs on the machine only ever takes away.</summary>
    public double OperationsPerSecond => IsEmpty ? double.NaN : _rounds.Max(round => round.OperationsPerSecond);

    /// <summary>Microseconds, of the best round.</summary>
    public double P50 => IsEmpty ? double.NaN : _rounds.Min(round => round.P50) / 1000;

    /// <summary>Microseconds, median of the rounds.</summary>
    public double P99 => Median(round => round.P99) / 1000;

    /// <summary>Microseconds of the server's per operation, over all rounds, because the kernel counts in hundredths of a second.</summary>
    public double ServerCpu => PerOperation(round => round.ServerCpu);

    public double Allocated => PerOperation(round => round.Allocated);

    public double Bytes => PerOperation(round => round.Bytes);

    public double Entries => PerOperation(round => round.Entries);

    /// <summary>What was agreed on, the same in every round.</summary>
    public int MessageSize => IsEmpty ? 0 : _rounds[0].MessageSize;

    /// <summary>Of a figure of each round; NaN where there is none.</summary>
    public double Median(Func<Measurement, double> figure) => Statistics.Median(_rounds.Select(figure));

    public void Add(Measurement round) => _rounds.Add(round);

    private double PerOperation(Func<Measurement, long> amount) =>
        IsEmpty ? double.NaN : (double)_rounds.Sum(amount) / _rounds.Sum(round => round.Operations);
}
