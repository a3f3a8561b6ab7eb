using System.Collections.Concurrent;
using System.Collections.Immutable;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Live;

/// <summary>
/// What happened, told in order from one thread of its own: never inside a setter or a request, never under a lock. The same thread sweeps up after garbage collections.
/// The thread ends when there has been nothing to do for a while, and comes back. Thread-safe.
/// </summary>
internal sealed partial class ChangeFeed
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(20);

    private readonly ObjectRegistry _registry;
    private readonly ConcurrentQueue<Notice> _notices = new();
    private readonly object _bell = new();
    private ImmutableArray<Action<Change>> _handlers = [];
    private ImmutableArray<INodeWatcher> _watchers = [];
    private bool _isRunning;
    private int _isAwake;
    private long _posted;
    private long _told;

    /// <summary>Makes an idle one, which hears of garbage collections and of woven setters from now on.</summary>
    public ChangeFeed(ObjectRegistry registry)
    {
        _registry = registry;
        CollectionSignal.Start(this);
        ChangeFeeds.Add(this);
    }

    /// <summary>Whether everything posted so far has been told.</summary>
    public bool IsCurrent => Volatile.Read(ref _told) == Volatile.Read(ref _posted);

    /// <summary>Whether anybody remembers what gateways are told of.</summary>
    public bool IsWatched => !_watchers.IsEmpty;

    /// <summary>Adds somebody who hears of changed values, until disposed.</summary>
    public IDisposable Listen(Action<Change> handler)
    {
        ImmutableInterlocked.Update(ref _handlers, static (all, one) => all.Add(one), handler);
        return new Subscription(() => ImmutableInterlocked.Update(ref _handlers, static (all, one) => all.Remove(one), handler));
    }

    /// <summary>Adds a gateway, until disposed.</summary>
    public IDisposable Watch(INodeWatcher watcher)
    {
        ImmutableInterlocked.Update(ref _watchers, static (all, one) => all.Add(one), watcher);
        return new Subscription(() => ImmutableInterlocked.Update(ref _watchers, static (all, one) => all.Remove(one), watcher));
    }

    /// <summary>Whether its registry may show what a woven setter has changed: all in the process report to all registries.</summary>
    public bool Concerns(in Change change) => _registry.IsDefault || change.Owner is null || _registry.HasInstancesOf(change.Owner.GetType());

    /// <summary>A value changed, just now: what is told later is not the time at which it is told.</summary>
    public void Post(Change change) => Post(new Notice { Change = change, Time = _registry.Now });

    /// <summary>Attributes or content of a node changed.</summary>
    public void PostChanged(Node node) => Post(new Notice { Node = node });

    /// <summary>A name leads elsewhere.</summary>
    public void PostEntry(Node parent, byte[] name, Node? removed) => Post(new Notice { Node = parent, Name = name, Removed = removed });

    /// <summary>A name leads elsewhere; nothing to do where no gateway listens.</summary>
    public void PostEntryIfWatched(Node parent, byte[] name, Node? removed)
    {
        if (IsWatched)
            PostEntry(parent, name, removed);
    }

    /// <summary>Completes when everything posted before has been told.</summary>
    public Task FlushAsync()
    {
        if (IsCurrent)
            return Task.CompletedTask;
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(new Notice { Done = done });
        return done.Task;
    }

    /// <summary>Calls on the thread of the feed; the call returns soon.</summary>
    public void Post(Action call) => Post(new Notice { Call = call });

    private void Post(Notice notice)
    {
        Interlocked.Increment(ref _posted);
        _notices.Enqueue(notice);
        Wake();
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }

    private readonly record struct Notice(Change? Change, long Time, Node? Node, byte[]? Name, Node? Removed, TaskCompletionSource? Done, bool IsSweep, Action? Call);
}
