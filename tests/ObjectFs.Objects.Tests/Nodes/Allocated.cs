namespace ObjectFs.Objects.Tests.Nodes;

/// <summary>Counts what a step makes on the heap, once it has been done often enough to be warm.</summary>
internal static class Allocated
{
    private const int Rounds = 1000;

    public static void Nothing(Action step)
    {
        for (var i = 0; i < 50; i++)
            step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
            step();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>The answer of a step that must not have waited.</summary>
    public static T Done<T>(ValueTask<T> task)
    {
        Assert.True(task.IsCompletedSuccessfully);
        return task.Result;
    }
}
