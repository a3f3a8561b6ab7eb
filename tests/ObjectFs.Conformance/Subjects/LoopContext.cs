namespace ObjectFs.Conformance.Subjects;

/// <summary>A loop as user interfaces have it.</summary>
public sealed class LoopContext(GameLoop loop) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => loop.Post(() => d(state));

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("whoever serves a tree must not wait for a loop");
}
