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
        var told = owner is INotifyPropertyChanged && !owner.GetType().IsValueType ? owner : null;
        if (!Replace(ref _owner, told, out var before))
            return;
        LeaveOwner(before);
        (told as INotifyPropertyChanged)?.PropertyChanged += OnOwner;
        if (!IsFollowed(ref _owner, told))
            LeaveOwner(told);
    }

    /// <summary>Listens to the value, and no longer to the one of before. Comes before it is looked into. Runs the program's code.</summary>
    public void FollowValue(object? value)
    {
        var told = value is INotifyCollectionChanged or INotifyPropertyChanged && !value.GetType().IsValueType ? value : null;
        if (!Replace(ref _value, told, out var before))
            return;
        LeaveValue(before);
        (told as INotifyCollectionChanged)?.CollectionChanged += OnCollection;
        (told as INotifyPropertyChanged)?.PropertyChanged += OnValue;
        if (!IsFollowed(ref _value, told))
            LeaveValue(told);
    }

    /// <summary>Listens no longer, and never again. Runs the program's code.</summary>
    public void End()
    {
        lock (_gate)
            _hasEnded = true;
        if (Replace(ref _owner, null, out var before))
            LeaveOwner(before);
        if (Replace(ref _value, null, out before))
            LeaveValue(before);
    }

    private void LeaveOwner(object? owner) => (owner as INotifyPropertyChanged)?.PropertyChanged -= OnOwner;

    private void LeaveValue(object? value)
    {
        (value as INotifyCollectionChanged)?.CollectionChanged -= OnCollection;
        (value as INotifyPropertyChanged)?.PropertyChanged -= OnValue;
    }

    // a look that outlasted its budget may come here after the end
    private bool Replace(ref WeakReference<object>? place, object? now, out object? before)
    {
        lock (_gate)
        {
            before = null;
            place?.TryGetTarget(out before);
            if (ReferenceEquals(before, now) || (_hasEnded && now is not null))
                return false;
            place = now is null ? null : new(now);
            return true;
        }
    }

    // whoever ended it, or followed another, before the handler was there has taken back nothing
    private bool IsFollowed(ref WeakReference<object>? place, object? told)
    {
        lock (_gate)
        {
            object? target = null;
            place?.TryGetTarget(out target);
            return ReferenceEquals(target, told);
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
