using System.Collections.Specialized;
using System.ComponentModel;
using ObjectFs.Objects.Live;

namespace ObjectFs.Objects.Tests.Live;

/// <summary>A listener that ends, or follows another, while the program adds its handler.</summary>
public sealed class ChangeListenerTests
{
    private readonly ChangeListener _listener = new("Level", static () => { });

    [Fact]
    public void One_that_ends_while_it_begins_leaves_no_handler_behind()
    {
        Subject owner = new(), value = new();
        owner.Adding = _listener.End;
        _listener.FollowOwner(owner);
        Assert.Equal(0, owner.Listeners);

        ChangeListener other = new("Level", static () => { });
        value.Adding = other.End;
        other.FollowValue(value);
        Assert.Equal(0, value.Listeners);
        Assert.False(other.IsListening);
    }

    [Fact]
    public void One_that_follows_another_while_it_begins_listens_to_that_alone()
    {
        Subject first = new(), second = new();
        first.Adding = () => _listener.FollowOwner(second);
        _listener.FollowOwner(first);
        Assert.Equal([0, 1], [first.Listeners, second.Listeners]);
        _listener.End();
        Assert.Equal(0, second.Listeners);
    }

    [Fact]
    public void One_that_has_ended_listens_to_nobody()
    {
        Subject subject = new();
        _listener.End();
        _listener.FollowOwner(subject);
        _listener.FollowValue(subject);
        Assert.Equal(0, subject.Listeners);
        Assert.False(_listener.IsListening);
    }

    private sealed class Subject : INotifyPropertyChanged, INotifyCollectionChanged
    {
        private PropertyChangedEventHandler? _changed;
        private NotifyCollectionChangedEventHandler? _collectionChanged;

        public event PropertyChangedEventHandler? PropertyChanged
        {
            add
            {
                Begin();
                _changed += value;
            }

            remove => _changed -= value;
        }

        public event NotifyCollectionChangedEventHandler? CollectionChanged
        {
            add
            {
                Begin();
                _collectionChanged += value;
            }

            remove => _collectionChanged -= value;
        }

        public Action? Adding { get; set; }

        public int Listeners => (_changed?.GetInvocationList().Length ?? 0) + (_collectionChanged?.GetInvocationList().Length ?? 0);

        private void Begin()
        {
            var adding = Adding;
            Adding = null;
            adding?.Invoke();
        }
    }
}
