using ObjectFs.Objects.Access;
using ObjectFs.Objects.Registry;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Directories;

/// <content>Running the program's constructors, setters and disposals.</content>
internal sealed partial class InstanceMaking
{
    private ValueTask<Result<object>> ConstructAsync(Attempt attempt, Caller caller)
    {
        // there is no instance yet to lock, or to ask for its dispatcher
        var policy = _policy.HasStaticDispatcher ? _policy : Policy.Default;
        return policy.RunAsync(new Requester(null, _overdue, caller), extent.Type, Budget, (Making: this, attempt), static state => state.Making.Construct(state.attempt));
    }

    private Result<object> Construct(Attempt attempt)
    {
        var instance = InstanceFactory.Make(extent.Type, _registry.Services);

        // a woven constructor has done so; one that is not, and any of another registry, has not
        extent.Register(instance);
        if (!attempt.TryFinish(instance))
        {
            _registry.Remove(instance);
            _ = Dispose(instance);
        }

        return Boxed(instance);
    }

    private async ValueTask<Result> NameAsync(long number, byte[] name, object? wanted, Caller caller)
    {
        if (wanted is null)
        {
            return name.AsSpan().SequenceEqual(System.Text.Encoding.ASCII.GetBytes($"{number}"))
                ? Result.Success
                : new Failure(Errno.EEXIST, "the number was given to another object meanwhile");
        }

        var set = await InstanceRenaming.SetAsync(extent, number, wanted, caller).OffPool();
        if (!set.Succeeded)
            return set.Failure;
        await extent.Naming!.SettleAsync(number).OffPool();
        byte[]? called;
        lock (_registry.Names)
            called = extent.Naming.EntryOf(number)?.Name;
        if (called.AsSpan().SequenceEqual(name))
            return Result.Success;
        return new Failure(Errno.EEXIST, "the name was given to another object meanwhile, or the program calls it otherwise");
    }

    private async ValueTask DiscardAsync(object instance, Caller caller)
    {
        _registry.Remove(instance);
        var disposed = await DisposeAsync(instance, caller).OffPool();
        if (!disposed.Succeeded)
            _registry.Complain($"{extent.Type}: an object that could not be kept was not disposed: {disposed.Failure}");
    }

    private async ValueTask<Result> DisposeAsync(object instance, Caller caller)
    {
        var begun = await _policy.RunAsync(new Requester(null, _overdue, caller), instance, Budget, instance, static instance => Boxed(Dispose(instance))).OffPool();
        if (!begun.TryGet(out var task))
            return begun.Failure;
        try
        {
            // begun under the policy, awaited on no thread
            await task.WaitAsync(TimeSpan.FromMilliseconds(Budget), OwnTime.Instance).OffPool();
            return Result.Success;
        }
        catch (Exception exception)
        {
            // whatever the disposal throws ends this removal alone
            return Access.Refusal.From(exception);
        }
    }

    private static Task Dispose(object instance)
    {
        if (instance is not IDisposable disposable)
            return instance is IAsyncDisposable later ? later.DisposeAsync().AsTask() : Task.CompletedTask;
        disposable.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>A construction that the one who asked may not wait for: then it is undone as soon as it ends.</summary>
    private sealed class Attempt
    {
        private static readonly object Abandoned = new();
        private object? _outcome;

        /// <summary>False where nobody waits any more.</summary>
        public bool TryFinish(object instance) => Interlocked.CompareExchange(ref _outcome, instance, null) is null;

        /// <summary>Waits no longer. The instance, where it was made just now.</summary>
        public object? Abandon() => Interlocked.CompareExchange(ref _outcome, Abandoned, null);
    }
}
