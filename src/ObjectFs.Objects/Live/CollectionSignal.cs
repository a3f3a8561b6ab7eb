namespace ObjectFs.Objects.Live;

/// <summary>Is collected by each garbage collection, and tells the feed of it. Ends with the feed.</summary>
internal sealed class CollectionSignal
{
    private readonly WeakReference<ChangeFeed> _feed;

    private CollectionSignal(WeakReference<ChangeFeed> feed)
    {
        _feed = feed;
    }

    /// <summary>Runs after a collection of any generation, because the object is always of the youngest.</summary>
    ~CollectionSignal()
    {
        if (!_feed.TryGetTarget(out ChangeFeed? feed))
            return;
        _ = new CollectionSignal(_feed);
        feed.RequestSweep();
    }

    /// <summary>Starts telling.</summary>
    public static void Start(ChangeFeed feed) => _ = new CollectionSignal(new WeakReference<ChangeFeed>(feed));
}
