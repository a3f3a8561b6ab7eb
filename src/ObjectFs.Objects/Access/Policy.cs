using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Access;

/// <summary>How the members of one exported class are run: under which protection, on which thread, for how long.</summary>
internal sealed class Policy
{
    public static Policy Default { get; } = new();

    public Sync Sync { get; init; }

    /// <summary>Finds the dispatcher of an instance; with <see cref="Sync.Dispatcher"/>.</summary>
    public Func<object, object?>? Dispatcher { get; init; }

    /// <summary>Whether the dispatcher can be asked for before there is an instance.</summary>
    public bool HasStaticDispatcher { get; init; }

    /// <summary>What the class leaves of permission bits.</summary>
    public int ModeMask { get; init; } = ModeBits.All;

    /// <summary>Milliseconds; 0 for the registry's own.</summary>
    public int Budget { get; init; }

    /// <summary>
    /// Runs a body that calls user code: away from the calling thread, under the class's protection, within the budget. The answer may come before the body ends, never after it has come.
    /// </summary>
    /// <param name="requester">What is called, and who hears of a refusal.</param>
    /// <param name="instance">The exported object: what is locked, or whose dispatcher runs it.</param>
    /// <param name="budget">Milliseconds, where the class does not say.</param>
    /// <param name="state">What the body works on; it touches nothing that the requester takes back when told ETIMEDOUT.</param>
    /// <param name="body">Calls user code.</param>
    public ValueTask<Result<T>> RunAsync<TState, T>(Requester requester, object instance, int budget, TState state, Func<TState, Result<T>> body)
    {
        if (requester.Overdue.IsExceeded)
        {
            const string Sentence = "earlier calls of it are still running; it is not called again before one of them ends";
            return new(requester.Refuse(new(Errno.ETIMEDOUT, Sentence), null));
        }

        var call = Call<TState, T>.Rent(state, body, Sync == Sync.Lock ? instance : null, requester, Budget > 0 ? Budget : budget);
        var task = call.Task;
        if (Sync != Sync.Dispatcher)
        {
            CallThreads.Shared.Run(call);
            return task;
        }

        CallThreads.Shared.Watch(call);
        try
        {
            Dispatch(instance, call);
        }
        catch (Exception exception)
        {
            // the dispatcher is the program's too
            call.Refuse(Refusal.From(exception));
        }

        return task;
    }

    /// <summary>Runs a call under the class's protection: on a dispatcher's thread, or here and now, which is a thread that user code may keep.</summary>
    /// <param name="instance">Whose dispatcher runs it.</param>
    /// <param name="call">Takes the lock itself, where <see cref="Sync.Lock"/> asks for it; has no budget.</param>
    public void RunHere(object instance, Call call)
    {
        if (Sync != Sync.Dispatcher)
        {
            call.Execute();
            return;
        }

        try
        {
            Dispatch(instance, call);
        }
        catch (Exception exception)
        {
            // the dispatcher is the program's too
            call.Refuse(Refusal.From(exception));
        }
    }

    private void Dispatch(object instance, Call call)
    {
        switch (Dispatcher?.Invoke(instance))
        {
            case IObjectDispatcher dispatcher:
                dispatcher.Post(call.Execute);
                break;
            case SynchronizationContext context:
                context.Post(static state => ((Call)state!).Execute(), call);
                break;
            case TaskScheduler scheduler:
                _ = Task.Factory.StartNew(static state => ((Call)state!).Execute(), call, default, TaskCreationOptions.DenyChildAttach, scheduler);
                break;
            default:
                call.Refuse(new Failure(Errno.EIO, $"the dispatcher of {instance.GetType().Name} is null"));
                break;
        }
    }
}
