using ObjectFs.Cli.Targets;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Tests.Fakes;

/// <summary>A connection that ends when a test says so.</summary>
internal sealed class MemoryConnection(Node tree) : IConnection
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Node Tree => tree;

    public Task Completion => _completion.Task;

    public bool IsDisposed { get; private set; }

    public void End() => _completion.TrySetResult();

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        End();
        return default;
    }
}
