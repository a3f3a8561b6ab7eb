namespace ObjectFs.Objects.Tests.Nodes;

/// <summary>Counts what a step makes on the heap, once it has been done often enough to be warm.</summary>
internal static class Allocated
{
    private const int Rounds = 1000;
    private const int Patience = 20_000;

    // Whoever finds a lock taken makes what he waits on, once for each lock: where that may have come about, it is measured again.
    public static void Nothing(Action step)
    {
        for (var i = 0; i < 50; i++)
            step();
        long allocated, contentions;
        var end = Environment.TickCount64 + Patience;
        do
        {
            contentions = Monitor.LockContentionCount;
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Rounds; i++)
                step();
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        while (allocated != 0 && Monitor.LockContentionCount != contentions && Environment.TickCount64 < end);
        Assert.Equal(0, allocated);
    }

    /// <summary>The answer of a step that must not have waited.</summary>
    public static T Done<T>(ValueTask<T> task)
    {
        Assert.True(task.IsCompletedSuccessfully);
        return task.Result;
    }
}
