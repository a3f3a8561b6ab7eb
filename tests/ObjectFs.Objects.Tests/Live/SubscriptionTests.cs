using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ObjectFs.Objects.Live;
using ObjectFs.Objects.Nodes;
using ObjectFs.Objects.Tests.Registry;
using ObjectFs.Tests.Shared;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Live;

/// <summary>Subscriptions are made when someone looks and dropped when nobody does, and never keep an object alive.</summary>
public sealed class SubscriptionTests
{
    // until it is to go
    private readonly object?[] _held = [null];

    public static TheoryData<string> Streams => ["Happened", "Values", "Jobs", "Ticks", "Level", "Tags"];

    [Theory]
    [MemberData(nameof(Streams))]
    public async Task It_is_made_when_someone_looks_and_dropped_when_nobody_does(string member)
    {
        Source source = new();
        ManualTime time = new();
        ObjectRegistry registry = Reading.Show(source, time);
        Node file = await registry.DirectoryAsync($"it/.watch/{member}");
        await file.GetAttributesAsync(CancellationToken.None);
        Assert.Equal(0, source.Subscriptions(member));

        Handle one = await registry.OpenAsync($"it/.watch/{member}"), two = await registry.OpenAsync($"it/.watch/{member}");
        await Reading.EventuallyAsync(() => source.Subscriptions(member) == 1, "nobody listens");
        await one.CloseAsync();
        Assert.Equal(1, source.Subscriptions(member));
        await two.CloseAsync();
        time.Advance(LineSource.Linger);
        await Reading.EventuallyAsync(() => source.Subscriptions(member) == 0, "somebody listens");

        Handle again = await registry.OpenAsync($"it/.watch/{member}");
        await Reading.EventuallyAsync(() => source.Subscriptions(member) == 1, "nobody listens again");
        await again.CloseAsync();
    }

    [Theory]
    [InlineData("Happened")]
    [InlineData("Values")]
    [InlineData("Level")]
    [InlineData("Tags")]
    public async Task It_is_dropped_from_an_object_that_has_left_the_tree_and_lives_on(string member)
    {
        Source source = new();
        ManualTime time = new();
        ObjectRegistry registry = new(time);
        IDisposable place = registry.Export(source, "it");
        Handle handle = await registry.OpenAsync($"it/.watch/{member}");
        await Reading.EventuallyAsync(() => source.Subscriptions(member) == 1, "nobody listens");
        place.Dispose();
        await handle.CloseAsync();
        time.Advance(LineSource.Linger);
        await Reading.EventuallyAsync(() => source.Subscriptions(member) == 0, "somebody listens");
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public async Task It_does_not_keep_the_object_alive_and_the_end_of_the_object_is_that_of_its_readers(string member)
    {
        ObjectRegistry registry = new();
        WeakReference source = Bear(registry, isFull: false);
        Handle handle = await registry.OpenAsync($"it/.watch/{member}");
        Task<Result<string>> read = handle.ReadAsync();
        await GoneAsync(registry, source);
        Assert.Equal("", (await read.WaitAsync(TimeSpan.FromSeconds(20))).Value);
        await handle.CloseAsync();
    }

    [Theory]
    [InlineData("Flood")]
    [InlineData("Jobs")]
    public async Task What_nobody_drains_does_not_keep_the_object_alive(string member)
    {
        ObjectRegistry registry = new();
        WeakReference source = Bear(registry, isFull: true);
        Handle handle = await registry.OpenAsync($"it/.watch/{member}");
        await FullAsync(source);
        await GoneAsync(registry, source);
        await handle.CloseAsync();
    }

    // the pump has stopped: it holds what it could put nowhere
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task FullAsync(WeakReference source)
    {
        Counts counts = ((Source)source.Target!).Of;
        return Reading.EventuallyAsync(() => Volatile.Read(ref counts.Pulled) >= Limits.StreamLines / 2, "nothing is pulled");
    }

    private async Task GoneAsync(ObjectRegistry registry, WeakReference source)
    {
        _held[0] = null;
        await registry.CollectAsync(() => !source.IsAlive, "it is alive");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference Bear(ObjectRegistry registry, bool isFull)
    {
        Source born = new(isFull);
        registry.Export(born, "it");
        _held[0] = born;
        return new WeakReference(born);
    }

    private sealed class Counts
    {
        public int Pulled;
        public int Sequences;
        public int Observers;
    }

    private sealed class Source : INotifyPropertyChanged
    {
        private readonly CountedChannel _jobs;
        private readonly Observable _values;
        private Action<int>? _happened;
        private PropertyChangedEventHandler? _changed;
        private TaskCompletionSource? _more;

        public Source(bool isFull = false)
        {
            _jobs = new CountedChannel(this, isFull);
            _values = new Observable(this);
        }

        public event Action<int>? Happened
        {
            add => _happened += value;
            remove => _happened -= value;
        }

        [NotExported]
        public event PropertyChangedEventHandler? PropertyChanged
        {
            add => _changed += value;
            remove => _changed -= value;
        }

        [NotExported]
        public Counts Of { get; } = new();

        public int Level => Of.Pulled;

        public Told Tags { get; } = [];

        public IObservable<int> Values => _values;

        public ChannelReader<int> Jobs => _jobs;

        public IAsyncEnumerable<int> Ticks => Count(0);

        public IAsyncEnumerable<int> Flood => Count(int.MaxValue);

        public int Subscriptions(string member) => member switch
        {
            "Happened" => _happened?.GetInvocationList().Length ?? 0,
            "Level" => _changed?.GetInvocationList().Length ?? 0,
            "Tags" => Tags.Listeners,
            "Values" => Volatile.Read(ref Of.Observers),
            _ => Volatile.Read(ref Of.Sequences),
        };

        private async IAsyncEnumerable<int> Count(int until, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref Of.Sequences);
            try
            {
                for (int i = 0; i < until; i++)
                {
                    Interlocked.Increment(ref Of.Pulled);
                    yield return i;
                }

                // held by its own object alone, as what waits for something of the program's is
                _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
                await _more.Task.WaitAsync(cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref Of.Sequences);
            }
        }

        private sealed class Observable(Source source) : IObservable<int>
        {
            private readonly List<IObserver<int>> _observers = [];

            public IDisposable Subscribe(IObserver<int> observer)
            {
                lock (_observers)
                    _observers.Add(observer);
                Interlocked.Increment(ref source.Of.Observers);
                return new Subscription(source);
            }

            private sealed class Subscription(Source source) : IDisposable
            {
                public void Dispose() => Interlocked.Decrement(ref source.Of.Observers);
            }
        }

        /// <summary>Counts who waits for more; with as much as anybody wants, where it is full.</summary>
        private sealed class CountedChannel(Source source, bool isFull) : ChannelReader<int>
        {
            private TaskCompletionSource<bool>? _more;

            public override bool TryRead(out int item)
            {
                item = isFull ? Interlocked.Increment(ref source.Of.Pulled) : 0;
                return isFull;
            }

            public override async ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default)
            {
                if (isFull)
                    return true;
                Interlocked.Increment(ref source.Of.Sequences);
                try
                {
                    _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
                    return await _more.Task.WaitAsync(cancellationToken);
                }
                finally
                {
                    Interlocked.Decrement(ref source.Of.Sequences);
                }
            }
        }
    }

    private sealed class Told : ObservableCollection<string>
    {
        private int _listeners;

        public int Listeners => Volatile.Read(ref _listeners);

        public override event System.Collections.Specialized.NotifyCollectionChangedEventHandler? CollectionChanged
        {
            add
            {
                base.CollectionChanged += value;
                Interlocked.Increment(ref _listeners);
            }

            remove
            {
                base.CollectionChanged -= value;
                Interlocked.Decrement(ref _listeners);
            }
        }
    }
}
