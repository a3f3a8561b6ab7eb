using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using ObjectFs.Objects.Tests.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Live;

/// <summary>POLLPRI on plain members, beside woven setters.</summary>
public sealed class PollTests
{
    private const PollEvents Ready = PollEvents.Readable | PollEvents.Writable;
    private const PollEvents Changed = Ready | PollEvents.Priority | PollEvents.Error;

    [Theory]
    [InlineData("it/Level")]
    [InlineData("it/Field")]
    [InlineData("it/Inner/Level")]
    public async Task A_notifying_object_that_is_not_woven_wakes_who_polls(string path)
    {
        Notifying subject = new();
        ObjectRegistry registry = Reading.Show(subject);
        Handle handle = await registry.OpenAsync(path);
        for (int i = 1; i < 20; i++)
        {
            string before = await handle.ContentAsync();
            Waiter waiter = new();
            Assert.Equal(Ready, handle.Poll(waiter));
            subject.Set(i);
            await waiter.Woken;
            Assert.Equal(Changed, handle.Poll(null));
            Assert.NotEqual(before, await handle.ContentAsync());
            Assert.Equal(Ready, handle.Poll(null));
        }

        await handle.CloseAsync();
    }

    [Fact]
    public async Task Those_who_polled_in_vain_and_closed_leave_their_room_to_others()
    {
        Notifying subject = new();
        ObjectRegistry registry = Reading.Show(subject);
        for (int i = 0; i < 2000; i++)
        {
            Handle gone = await registry.OpenAsync("it/Level");
            await gone.ContentAsync();
            Assert.Equal(Ready, gone.Poll(new Waiter()));
            await gone.CloseAsync();
        }

        GC.KeepAlive(subject);
    }

    [Fact]
    public async Task What_another_property_tells_wakes_nobody()
    {
        Notifying subject = new();
        ObjectRegistry registry = Reading.Show(subject);
        var (handle, waiter) = await PollAsync(registry, "it/Level", "0\n");
        await Reading.EventuallyAsync(() => subject.Listeners == 1, "nobody listens");
        subject.Tell("Other");
        await registry.Feed.FlushAsync();
        Assert.False(waiter.IsWoken);
        subject.Tell(null);
        await waiter.Woken;
        await handle.CloseAsync();
    }

    [Fact]
    public async Task Who_only_reads_listens_to_nothing_and_who_polls_until_the_file_is_closed()
    {
        Notifying subject = new();
        ObjectRegistry registry = Reading.Show(subject);
        Handle reader = await registry.OpenAsync("it/Level"), poller = await registry.OpenAsync("it/Level");
        await reader.ContentAsync();
        await poller.ContentAsync();
        Assert.Equal(0, subject.Listeners);
        poller.Poll(new Waiter());
        await Reading.EventuallyAsync(() => subject.Listeners == 1, "nobody listens");
        await reader.CloseAsync();
        Assert.Equal(1, subject.Listeners);
        await poller.CloseAsync();
        await Reading.EventuallyAsync(() => subject.Listeners == 0, "the handler is still there");
    }

    [Fact]
    public async Task Who_was_told_and_does_not_poll_again_is_told_no_more()
    {
        Notifying subject = new();
        var (handle, waiter) = await PollAsync(Reading.Show(subject), "it/Level", "0\n");
        await Reading.EventuallyAsync(() => subject.Listeners == 1, "nobody listens");
        subject.Set(1);
        await waiter.Woken;
        subject.Set(2);
        await Reading.EventuallyAsync(() => subject.Listeners == 0, "the handler is still there");
        Assert.Equal(Changed, handle.Poll(null));
        Assert.Equal("2\n", await handle.ContentAsync());
        await handle.CloseAsync();
    }

    [Fact]
    public async Task What_changed_between_the_read_and_the_poll_wakes_who_polls()
    {
        Notifying subject = new();
        Locked locked = new();
        ObjectRegistry registry = Reading.Show(subject);
        registry.Export(locked, "locked");
        foreach (string path in (string[])["it/Level", "locked/Level"])
        {
            Handle handle = await registry.OpenAsync(path);
            await handle.ContentAsync();
            subject.Set(subject.Level + 1);
            locked.Level++;
            Waiter waiter = new();
            if (handle.Poll(waiter) != Changed)
                await waiter.Woken;
            Assert.Equal(Changed, handle.Poll(null));
            await handle.CloseAsync();
        }
    }

    [Fact]
    public async Task A_part_of_a_collection_that_tells_wakes_who_polls()
    {
        Notifying subject = new();
        var (handle, waiter) = await PollAsync(Reading.Show(subject), "it/Tags/0", "red\n");
        subject.Tags[0] = "blue";
        await waiter.Woken;
        Assert.Equal(Changed, handle.Poll(null));
        Assert.Equal("blue\n", await handle.ContentAsync());
        await handle.CloseAsync();
    }

    [Fact]
    public async Task An_object_is_collected_although_it_is_polled_and_who_polls_is_woken()
    {
        ObjectRegistry registry = new();
        object?[] held = [null];
        WeakReference subject = Bear(registry, held);

        // as a gateway does, it holds the directory before it opens what is in it: another that is made after a garbage collection knows nothing of who polls
        Node directory = await registry.DirectoryAsync("it");
        var (handle, waiter) = await PollAsync(registry, "it/Level", "0\n");
        held[0] = null;
        await registry.CollectAsync(() => !subject.IsAlive, "it is alive");
        await waiter.Woken;
        Assert.Equal(Changed, handle.Poll(null));
        await handle.CloseAsync();
        GC.KeepAlive(directory);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Bear(ObjectRegistry registry, object?[] held)
        {
            Notifying born = new();
            registry.Export(born, "it");
            held[0] = born;
            return new WeakReference(born);
        }
    }

    /// <summary>Reads a file, and waits for it to change.</summary>
    private static async Task<(Handle Handle, Waiter Waiter)> PollAsync(ObjectRegistry registry, string path, string content)
    {
        Handle handle = await registry.OpenAsync(path);
        Assert.Equal(content, await handle.ContentAsync());
        Waiter waiter = new();
        handle.Poll(waiter);
        return (handle, waiter);
    }

    private sealed class Waiter : IPollWaiter
    {
        private readonly TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Woken => _woken.Task.WaitAsync(TimeSpan.FromSeconds(20));

        public bool IsWoken => _woken.Task.IsCompleted;

        public void Wake() => _woken.TrySetResult();
    }

    [Export(Sync = Sync.Lock)]
    private sealed class Locked
    {
        public int Level { get; set; }
    }

    private sealed class Notifying : INotifyPropertyChanged
    {
        private readonly Notifying? _inner;
        private PropertyChangedEventHandler? _changed;

        public Notifying(bool isInner = false)
        {
            _inner = isInner ? null : new Notifying(isInner: true);
        }

        public event PropertyChangedEventHandler? PropertyChanged
        {
            add => _changed += value;
            remove => _changed -= value;
        }

        public int Field;

        [NotExported]
        public int Listeners => _changed?.GetInvocationList().Length ?? 0;

        public int Level => Field;

        public Notifying? Inner => _inner;

        public ObservableCollection<string> Tags { get; } = ["red"];

        public void Set(int value)
        {
            Field = value;
            Tell(nameof(Level));
            Tell(nameof(Field));
            _inner?.Set(value);
        }

        public void Tell(string? name) => _changed?.Invoke(this, new(name));
    }
}
