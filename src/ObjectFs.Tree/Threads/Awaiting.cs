namespace ObjectFs.Tree;

/// <summary>
/// How the tree awaits: <c>await task.OffPool()</c>. What follows runs where the task ended, else here, else on threads of the tree's own.
/// <c>ConfigureAwait(false)</c> does not promise that: where a task ends just as somebody begins to wait for it, and in some other cases, it goes on on the thread pool,
/// and a program that blocks its pool would never be answered.
/// </summary>
internal static class Awaiting
{
    private const TaskContinuationOptions Inline = TaskContinuationOptions.ExecuteSynchronously | TaskContinuationOptions.HideScheduler | TaskContinuationOptions.DenyChildAttach;

    public static OffPoolAwaiter OffPool(this Task task) => new(new ValueTask(task));

    public static OffPoolAwaiter<T> OffPool<T>(this Task<T> task) => new(new ValueTask<T>(task));

    // a task from here on: what stands behind other value tasks can be asked but once
    public static OffPoolAwaiter OffPool(this ValueTask task) => new(task.IsCompleted ? task : new ValueTask(task.AsTask()));

    public static OffPoolAwaiter<T> OffPool<T>(this ValueTask<T> task) => new(task.IsCompleted ? task : new ValueTask<T>(task.AsTask()));

    /// <summary>Cancels as CancelAsync does: what is registered runs elsewhere.</summary>
    public static void CancelOffPool(this CancellationTokenSource source) => _ = OwnThreads.Cancelling.Run(source.Cancel);

    /// <summary>Runs what follows a task.</summary>
    public static void GoOn(Task task, Action continuation) =>
        _ = task.ContinueWith(static (_, continuation) => ((Action)continuation!)(), continuation, CancellationToken.None, Inline, OwnThreads.Continuing);
}
