namespace ObjectFs.Objects.Live.Adapters;

/// <summary>An observable: subscribed to.</summary>
internal sealed class ObservableAdapter<T> : StreamAdapter
{
    public override bool IsPulled => false;

    /// <inheritdoc/>
    public override IDisposable Start(object? owner, object? stream, IStreamSink sink)
    {
        var observer = new Observer(sink);
        if (stream is IObservable<T> observable)
            observer.Keep(observable.Subscribe(observer));
        else
            sink.End(null);
        return observer;
    }

    // held by the observable alone, with the subscription: whoever outlives the object that showed it is left at its next value
    private sealed class Observer(IStreamSink sink) : IObserver<T>, IDisposable
    {
        private static readonly IDisposable Ended = new Nothing();

        private IDisposable? _subscription;

        public void Keep(IDisposable? subscription)
        {
            if (Interlocked.CompareExchange(ref _subscription, subscription, null) is not null)
                subscription?.Dispose();
        }

        public void OnNext(T value)
        {
            if (!sink.Next(value))
                Dispose();
        }

        public void OnCompleted() => sink.End(null);

        public void OnError(Exception error) => sink.End(error);

        public void Dispose() => Interlocked.Exchange(ref _subscription, Ended)?.Dispose();
    }

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
