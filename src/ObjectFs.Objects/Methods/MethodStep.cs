using ObjectFs.Objects.Access;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Methods;

/// <summary>One piece of user code of a call that has no budget: the method itself, a step of what it streams, making text of what it returned.</summary>
/// <param name="body">Runs user code; may throw.</param>
/// <param name="lockOn">What to lock meanwhile, or null.</param>
/// <param name="isForeign">Whether it runs on a thread of the program's, which goes on with nothing of ours. The tree's own threads do: a program may be starving its pool.</param>
internal sealed class MethodStep<T>(Func<T> body, object? lockOn, bool isForeign) : Call
{
    private readonly TaskCompletionSource<T> _done = new(isForeign ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None);

    /// <summary>What the body returns, or throws.</summary>
    public Task<T> Task => _done.Task;

    public override void Execute()
    {
        try
        {
            T result;
            if (lockOn is null)
            {
                result = body();
            }
            else
            {
                lock (lockOn)
                    result = body();
            }

            _done.TrySetResult(result);
        }
        catch (Exception exception)
        {
            // whatever user code throws is for whoever awaits the step
            _done.TrySetException(exception);
        }
    }

    public override void Refuse(Failure failure) => _done.TrySetException(new RefusalException(failure));

    public override void Expire() => throw new InvalidOperationException("A step of a method has no deadline.");
}
