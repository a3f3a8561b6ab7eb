/// <summary>Counts who is subscribed.</summary>
public sealed class CountingObservable : IObservable<int>
{
    public IDisposable Subscribe(IObserver<int> observer)
    {
        Counts.Add("subscribed");
        return new Subscription();
    }

    private sealed class Subscription : IDisposable
    {
        public void Dispose() => Counts.Add("subscribed", -1);
    }
}
