using System.Runtime.CompilerServices;

namespace ObjectFs.Tree;

/// <summary>Made by <see cref="Awaiting.OffPool(Task)"/>; costs nothing where the task has ended.</summary>
internal readonly struct OffPoolAwaiter(ValueTask task) : ICriticalNotifyCompletion
{
    public bool IsCompleted => task.IsCompleted;

    public OffPoolAwaiter GetAwaiter() => this;

    public void GetResult() => task.GetAwaiter().GetResult();

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation) => Awaiting.GoOn(task.AsTask(), continuation);
}
