namespace ObjectFs.Tree;

/// <summary>Threads of the tree's own as a scheduler of tasks, so that nothing of the tree has to wait for the thread pool. Tasks on them do not see it: what they start goes where it always goes. Thread-safe.</summary>
internal sealed class OwnThreads : TaskScheduler
{
    private readonly WorkThreads<Task> _threads;

    private OwnThreads(string name, int maxThreads)
    {
        MaximumConcurrencyLevel = maxThreads;
        _threads = new(name, maxThreads, task => TryExecuteTask(task));
    }

    /// <summary>For what goes on after a wait, and does not block.</summary>
    public static OwnThreads Continuing { get; } = new("ObjectFs continuing", 16);

    /// <summary>For what blocks, though not for ever: on code of the program that has a budget, or on the system.</summary>
    public static OwnThreads Blocking { get; } = new("ObjectFs blocking", 64);

    /// <summary>For what is registered with tokens that are cancelled: it must not wait in line behind what it is to end.</summary>
    public static OwnThreads Cancelling { get; } = new("ObjectFs cancelling", 64);

    public override int MaximumConcurrencyLevel { get; }

    public Task Run(Action action, CancellationToken cancellationToken = default) =>
        Task.Factory.StartNew(action, cancellationToken, TaskCreationOptions.DenyChildAttach | TaskCreationOptions.HideScheduler, this);

    public Task<T> Run<T>(Func<T> function, CancellationToken cancellationToken = default) =>
        Task.Factory.StartNew(function, cancellationToken, TaskCreationOptions.DenyChildAttach | TaskCreationOptions.HideScheduler, this);

    /// <summary>Runs what must not wait in line behind anything, on a thread that ends with it.</summary>
    public static Task RunAlone(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach | TaskCreationOptions.HideScheduler, Default);

    protected override void QueueTask(Task task) => _threads.Add(task);

    /// <summary>Where the wait ended, unless that is a thread on which the program has its own ideas of what runs: the one of its window, say.</summary>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && SynchronizationContext.Current is null && Current == Default && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
