namespace ObjectFs.Tests.Shared;

/// <summary>Counts what a step makes on the heap, once it has been done often enough to be warm.</summary>
internal static class Allocated
{
    private const int Warm = 50;
    private const int Repeats = 1000;
    private const int Rounds = 100;

    /// <summary>
    /// A step that makes something makes it each time. What comes now and then is not the step's: who finds a lock taken makes what he waits on, once for each lock; and the runtime's counter has been seen
    /// to move, by less than the 8 KiB that a thread is given at a time, where nothing is made at all. So it is measured again until nothing was made.
    /// </summary>
    public static void Nothing(Action step)
    {
        Run(step, Warm);
        var least = long.MaxValue;
        for (var round = 0; round < Rounds && least != 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Run(step, Repeats);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    /// <summary>The answer of a step that must not have waited.</summary>
    public static T Done<T>(ValueTask<T> task)
    {
        Assert.True(task.IsCompletedSuccessfully);
        return task.Result;
    }

    private static void Run(Action step, int times)
    {
        for (var i = 0; i < times; i++)
            step();
    }
}
