using System.Collections.Immutable;

namespace ObjectFs.Objects.Live;

/// <summary>
/// The feeds of all registries: a setter's interest bit is one for all of them, and the first change takes it, so all are told; each knows which objects it shows. Thread-safe.
/// </summary>
internal static class ChangeFeeds
{
    // Weak, so that a registry that nobody uses any more goes.
    private static ImmutableArray<WeakReference<ChangeFeed>> _all = [];

    /// <summary>Tells a feed of changes from now on, for as long as somebody holds it.</summary>
    public static void Add(ChangeFeed feed) =>
        ImmutableInterlocked.Update(ref _all, static (all, feed) => all.RemoveAll(static each => !each.TryGetTarget(out _)).Add(new(feed)), feed);

    /// <summary>A woven setter has changed a value.</summary>
    public static void Post(in Change change)
    {
        foreach (WeakReference<ChangeFeed> each in _all)
        {
            if (each.TryGetTarget(out ChangeFeed? feed) && feed.Concerns(change))
                feed.Post(change);
        }
    }
}
