using System.Diagnostics;
using System.Numerics;

namespace ObjectFs.Tree;

/// <summary>How long a gateway's answers took: a fixed number of counters, four to each doubling, from a quarter of a microsecond to a minute. Thread-safe; recording allocates nothing.</summary>
public sealed class LatencyHistogram
{
    // two bits below the highest: a quantile is at most a fifth too long
    private const int StepBits = 2;
    private const int Steps = 1 << StepBits;
    private const int FirstDoubling = 8;
    private const int Doublings = 28;
    private const int SampledOf = 13;

    private readonly long[] _counts = new long[Doublings * Steps];
    private long _longest;

    /// <summary>Whether an operation is one of those that are timed: reading the clock twice would cost as much as a short answer. One in 13, which no pattern of requests follows.</summary>
    /// <param name="count">How many came before it.</param>
    public static bool IsTimed(long count) => count % SampledOf == 0;

    /// <summary>Counts an answer.</summary>
    /// <param name="began"><see cref="Stopwatch.GetTimestamp"/> when the request came.</param>
    public void Record(long began)
    {
        var elapsed = Stopwatch.GetElapsedTime(began).Ticks;
        Interlocked.Increment(ref _counts[IndexOf(elapsed * TimeSpan.NanosecondsPerTick)]);
        for (var longest = Interlocked.Read(ref _longest); elapsed > longest;)
        {
            var seen = Interlocked.CompareExchange(ref _longest, elapsed, longest);
            if (seen == longest)
                break;
            longest = seen;
        }
    }

    /// <summary>What the answers took so far; all zero where none was timed.</summary>
    public Latencies Latencies
    {
        get
        {
            var counts = new long[_counts.Length];
            for (var i = 0; i < counts.Length; i++)
                counts[i] = Interlocked.Read(ref _counts[i]);
            var (total, longest) = (counts.Sum(), TimeSpan.FromTicks(Interlocked.Read(ref _longest)));
            return new()
            {
                Median = Quantile(counts, total, 0.5, longest),
                Percentile90 = Quantile(counts, total, 0.9, longest),
                Percentile99 = Quantile(counts, total, 0.99, longest),
                Longest = longest,
            };
        }
    }

    private static TimeSpan Quantile(long[] counts, long total, double quantile, TimeSpan longest)
    {
        if (total == 0)
            return TimeSpan.Zero;
        var rank = (long)Math.Ceiling(total * quantile);
        var at = 0;
        for (var seen = counts[0]; seen < rank; seen += counts[at])
            at++;
        var upper = TimeSpan.FromTicks(UpperBoundOf(at) / TimeSpan.NanosecondsPerTick);
        return upper < longest ? upper : longest;
    }

    private static int IndexOf(long nanoseconds)
    {
        var doubling = BitOperations.Log2((ulong)Math.Max(nanoseconds, 1));
        if (doubling < FirstDoubling)
            return 0;
        var step = (int)(nanoseconds >> (doubling - StepBits)) & (Steps - 1);
        return Math.Min(((doubling - FirstDoubling) * Steps) + step, (Doublings * Steps) - 1);
    }

    private static long UpperBoundOf(int index) => (long)(Steps + (index % Steps) + 1) << (FirstDoubling + (index / Steps) - StepBits);
}
