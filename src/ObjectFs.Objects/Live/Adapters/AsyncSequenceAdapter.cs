namespace ObjectFs.Objects.Live.Adapters;

/// <summary>A sequence that comes with time: enumerated once for all who read it at the same time.</summary>
internal sealed class AsyncSequenceAdapter<T> : StreamAdapter
{
    public override bool IsPulled => true;

    /// <inheritdoc/>
    public override IDisposable Start(object? owner, object? stream, IStreamSink sink) =>
        Pump.Start(stream as IAsyncEnumerable<T> ?? AsyncEnumerable.Empty<T>(), sink);
}
