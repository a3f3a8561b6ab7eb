using System.Runtime.InteropServices;

namespace ObjectFs.Objects.Live;

/// <summary>Is collected by each garbage collection, and tells the feed of it. Ends with the feed.</summary>
internal sealed class CollectionSignal
{
    // Not a WeakReference: that has a finalizer too, and would be dead by the time of this one.
    private readonly GCHandle _feed;

    private CollectionSignal(GCHandle feed)
    {
        _feed = feed;
    }

    /// <summary>Runs after a collection of any generation, because the object is always of the youngest.</summary>
    ~CollectionSignal()
    {
        if (_feed.Target is not ChangeFeed feed)
        {
            _feed.Free();
            return;
        }

        _ = new CollectionSignal(_feed);
        feed.RequestSweep();
    }

    /// <summary>Starts telling.</summary>
    public static void Start(ChangeFeed feed) => _ = new CollectionSignal(GCHandle.Alloc(feed, GCHandleType.Weak));
}
