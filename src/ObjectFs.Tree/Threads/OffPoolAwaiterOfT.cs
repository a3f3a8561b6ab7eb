using System.Runtime.CompilerServices;

namespace ObjectFs.Tree;

/// <summary>Made by <see cref="Awaiting.OffPool{T}(Task{T})"/>; costs nothing where the task has ended.</summary>
internal readonly struct OffPoolAwaiter<T>(ValueTask<T> task) : ICriticalNotifyCompletion
{
    public bool IsCompleted => task.IsCompleted;

    public OffPoolAwaiter<T> GetAwaiter() => this;

    public T GetResult() => task.GetAwaiter().GetResult();

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation) => Awaiting.GoOn(task.AsTask(), continuation);
}
