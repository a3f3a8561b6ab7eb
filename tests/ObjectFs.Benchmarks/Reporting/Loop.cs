using System.Diagnostics;

namespace ObjectFs.Benchmarks.Reporting;

/// <summary>A loop that is timed, in turn with others: in every round each runs once, so that what else happens on the machine happens to all.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Iterations">How often <paramref name="Body"/> does its work: about a millisecond of it, so that most rounds pass without interruption.</param>
/// <param name="Body">Does it that often; the argument is the number of iterations.</param>
internal sealed record Loop(string Name, int Iterations, Action<int> Body)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.6);

    /// <summary>Nanoseconds an iteration of each loop: the median of many rounds.</summary>
    public static double[] Time(Settings settings, params Loop[] loops)
    {
        var rounds = settings.IsQuick ? 100 : 500;
        var times = Array.ConvertAll(loops, _ => new List<double>());

        // tiered compilation takes its time, and a loop runs in the better code from its next call on only
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < WarmUp)
            Array.ForEach(loops, loop => loop.Body(loop.Iterations));
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < loops.Length; i++)
            {
                var started = Stopwatch.GetTimestamp();
                loops[i].Body(loops[i].Iterations);
                times[i].Add(Stopwatch.GetElapsedTime(started).TotalNanoseconds / loops[i].Iterations);
            }
        }

        return Array.ConvertAll(times, list => Statistics.Median(list));
    }
}
