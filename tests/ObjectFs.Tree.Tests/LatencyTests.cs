using System.Diagnostics;
using ObjectFs.Tests.Shared;

namespace ObjectFs.Tree.Tests;

public sealed class LatencyTests
{
    [Fact]
    public void Of_nothing_all_is_zero() => Assert.Equal(default, new LatencyHistogram().Latencies);

    [Fact]
    public void A_quantile_is_at_most_a_fifth_too_long_and_never_longer_than_the_longest()
    {
        var histogram = new LatencyHistogram();
        var begun = Stopwatch.GetTimestamp();
        foreach (var milliseconds in Enumerable.Range(1, 100))
            histogram.Record(Stopwatch.GetTimestamp() - (milliseconds * Stopwatch.Frequency / 1000));
        var latencies = histogram.Latencies;

        // time goes on between the two looks at the clock, on a busy machine a good deal of it, and never more than all of them took
        var late = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        Assert.InRange(latencies.Median.TotalMilliseconds, 50, (50 + late) * 1.25);
        Assert.InRange(latencies.Percentile90.TotalMilliseconds, 90, (90 + late) * 1.25);
        Assert.InRange(latencies.Longest.TotalMilliseconds, 100, 100 + late);
        Assert.True(latencies.Percentile99 <= latencies.Longest);
    }

    [Theory, InlineData(0.0), InlineData(3600.0)]
    public void What_is_out_of_bounds_is_counted_at_them(double seconds)
    {
        var histogram = new LatencyHistogram();
        histogram.Record(Stopwatch.GetTimestamp() - (long)(seconds * Stopwatch.Frequency));
        Assert.InRange(histogram.Latencies.Longest.TotalSeconds, seconds, seconds + 10);
    }

    [Fact]
    public void Recording_allocates_nothing()
    {
        var histogram = new LatencyHistogram();
        Allocated.Nothing(() => histogram.Record(Stopwatch.GetTimestamp()));
    }
}
