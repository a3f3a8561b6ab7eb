using System.Collections.Specialized;
using System.ComponentModel;

namespace ObjectFs.Objects.Live;

/// <summary>
/// Hears from an object, and from the value of one of its members, that the value may have changed. The object holds the listener and not the other way round. The handlers run on the
/// program's threads, and only say that somebody should look. Thread-safe.
/// </summary>
/// <param name="name">The property.</param>
/// <param name="signal">Somebody should look; returns at once.</param>
internal sealed class ChangeListener(string name, Action signal)
{
    private readonly Lock _gate = new();
    private WeakReference<object>? _owner;
    private WeakReference<object>? _value;
    private bool _hasEnded;

    /// <summary>Whether there is anybody to hear from.</summary>
    public bool IsListening => Volatile.Read(ref _owner) is not null || Volatile.Read(ref _value) is not null;

    /// <summary>Listens to the object, and no longer to the one of before. Comes before the value is read. Runs the program's code.</summary>
    public void FollowOwner(object owner)
    {
        if (Replace(ref _owner, owner is INotifyPropertyChanged && !owner.GetType().IsValueType ? owner : null, out var before))
        {
            (before as INotifyPropertyChanged)?.PropertyChanged -= OnOwner;
            (owner as INotifyPropertyChanged)?.PropertyChanged += OnOwner;
        }

        EndIfLate();
    }

    /// <summary>Listens to the value, and no longer to the one of before. Comes before it is looked into. Runs the program's code.</summary>
    public void FollowValue(object? value)
    {
        var told = value is INotifyCollectionChanged or INotifyPropertyChanged && !value.GetType().IsValueType ? value : null;
        if (Replace(ref _value, told, out var before))
        {
            Leave(before);
            (told as INotifyCollectionChanged)?.CollectionChanged += OnCollection;
            (told as INotifyPropertyChanged)?.PropertyChanged += OnValue;
        }

        EndIfLate();
    }

    /// <summary>Listens no longer. Runs the program's code.</summary>
    public void End()
    {
        Volatile.Write(ref _hasEnded, true);
        Unfollow();
    }

    // a look that outlasted its budget may come here after the end
    private void EndIfLate()
    {
        if (Volatile.Read(ref _hasEnded))
            Unfollow();
    }

    private void Unfollow()
    {
        if (Replace(ref _owner, null, out var before))
            (before as INotifyPropertyChanged)?.PropertyChanged -= OnOwner;
        if (Replace(ref _value, null, out before))
            Leave(before);
    }

    private void Leave(object? value)
    {
        (value as INotifyCollectionChanged)?.CollectionChanged -= OnCollection;
        (value as INotifyPropertyChanged)?.PropertyChanged -= OnValue;
    }

    private bool Replace(ref WeakReference<object>? place, object? now, out object? before)
    {
        lock (_gate)
        {
            before = null;
            place?.TryGetTarget(out before);
            if (ReferenceEquals(before, now))
                return false;
            place = now is null ? null : new(now);
            return true;
        }
    }

    private void OnOwner(object? sender, PropertyChangedEventArgs change)
    {
        // no name means all of them; an indexer's name comes as Item[]
        if (string.IsNullOrEmpty(change.PropertyName) || change.PropertyName == name)
            signal();
    }

    private void OnValue(object? sender, PropertyChangedEventArgs change) => signal();

    private void OnCollection(object? sender, NotifyCollectionChangedEventArgs change) => signal();
}
