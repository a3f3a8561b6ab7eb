using System.Diagnostics;

namespace ObjectFs.Benchmarks.Reporting;

/// <summary>A loop that is timed, in turn with others: in every round each runs once, so that what else happens on the machine happens to all.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Iterations">How often <paramref name="Body"/> does its work.</param>
/// <param name="Body">Does it that often; the argument is the number of iterations.</param>
internal sealed record Loop(string Name, int Iterations, Action<int> Body)
{
    /// <summary>Nanoseconds an iteration of each loop: the median of the rounds.</summary>
    public static double[] Time(int rounds, params Loop[] loops)
    {
        var times = Array.ConvertAll(loops, _ => new List<double>());

        // tiered compilation replaces a loop's code once it has run for a while, and only from its next call on
        for (var round = -3; round < rounds; round++)
        {
            for (var i = 0; i < loops.Length; i++)
            {
                var started = Stopwatch.GetTimestamp();
                loops[i].Body(loops[i].Iterations);
                if (round >= 0)
                    times[i].Add(Stopwatch.GetElapsedTime(started).TotalNanoseconds / loops[i].Iterations);
            }
        }

        return Array.ConvertAll(times, list => Statistics.Median(list));
    }
}
