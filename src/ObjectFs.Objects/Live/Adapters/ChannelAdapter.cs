using System.Threading.Channels;

namespace ObjectFs.Objects.Live.Adapters;

/// <summary>A channel: what is read here, nobody else reads.</summary>
internal sealed class ChannelAdapter<T> : StreamAdapter
{
    public override bool IsPulled => true;

    /// <inheritdoc/>
    public override IDisposable Start(object? owner, object? stream, IStreamSink sink) =>
        Pump.Start(stream is ChannelReader<T> reader ? new ChannelSequence<T>(reader, sink.Time) : AsyncEnumerable.Empty<T>(), sink);
}
