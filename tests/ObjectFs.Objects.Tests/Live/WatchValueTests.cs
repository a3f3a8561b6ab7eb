using System.Collections.ObjectModel;
using System.ComponentModel;
using ObjectFs.Objects.Live;
using ObjectFs.Objects.Nodes;
using ObjectFs.Objects.Tests.Registry;
using ObjectFs.Tests.Shared;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Live;

public sealed partial class WatchValueTests
{
    private static readonly ObjectRegistry Default = ObjectRegistry.Default;

    [Fact]
    public async Task A_reader_waits_until_the_value_is_another_than_at_its_opening()
    {
        Gauge gauge = new();
        Handle handle = await Default.OpenAsync($"{PathOf(gauge)}/.watch/Speed");
        Task<Result<string>> read = handle.ReadAsync();
        Assert.False(read.IsCompleted);
        gauge.Speed = 7;
        Assert.Equal("7\n", (await read).Value);
        await handle.CloseAsync();
    }

    [Fact]
    public async Task Why_what_is_below_a_member_cannot_be_watched_is_told()
    {
        Moody moody = new();
        ObjectRegistry registry = Reading.Show(moody);
        Node watching = await registry.DirectoryAsync("it/Inner/.watch");
        moody.IsBroken = true;
        Result<Node> looked = await watching.LookupAsync("Speed"u8, CancellationToken.None);
        Assert.Equal((Errno.EIO, "Inner: InvalidOperationException: not now"), (looked.Errno, looked.Failure.Sentence));
    }

    [Fact]
    public async Task What_came_and_went_between_two_reads_is_not_shown()
    {
        Gauge gauge = new();
        Handle handle = await Default.OpenAsync($"{PathOf(gauge)}/.watch/Speed");
        gauge.Speed = 1;
        gauge.Speed = 2;
        await Default.Feed.FlushAsync();
        Assert.Equal("2\n", await handle.NextAsync());
        gauge.Speed = 3;
        await Default.Feed.FlushAsync();
        gauge.Speed = 2;
        await Default.Feed.FlushAsync();
        Task<Result<string>> read = handle.ReadAsync();
        Assert.False(read.IsCompleted);
        gauge.Speed = 4;
        Assert.Equal("4\n", (await read).Value);
        await handle.CloseAsync();
    }

    [Fact]
    public async Task Every_reader_sees_each_change_it_waits_for()
    {
        Gauge gauge = new();
        List<Handle> handles = [];
        for (int i = 0; i < 20; i++)
            handles.Add(await Default.OpenAsync($"{PathOf(gauge)}/.watch/Speed"));
        for (int value = 1; value <= 50; value++)
        {
            Task<string>[] reads = [.. handles.Select(static handle => handle.NextAsync())];
            gauge.Speed = value;
            foreach (string seen in await Task.WhenAll(reads))
                Assert.Equal($"{value}\n", seen);
        }

        foreach (Handle handle in handles)
            await handle.CloseAsync();
    }

    [Fact]
    public async Task A_line_is_read_in_pieces_where_the_buffer_is_short()
    {
        Gauge gauge = new();
        Handle handle = await Default.OpenAsync($"{PathOf(gauge)}/.watch/Speed");
        gauge.Speed = 123;
        string all = "";
        for (int i = 0; i < 4; i++)
            all += (await handle.ReadAsync(size: 1)).Value;
        Assert.Equal("123\n", all);
        await handle.CloseAsync();
    }

    [Fact]
    public async Task A_reader_that_does_not_wait_is_told_to_try_again()
    {
        Gauge gauge = new();
        Handle handle = await Default.OpenAsync($"{PathOf(gauge)}/.watch/Speed", OpenFlags.Read | OpenFlags.NonBlocking);
        Assert.Equal(Errno.EAGAIN, (await handle.ReadAsync()).Errno);
        gauge.Speed = 5;
        await Default.Feed.FlushAsync();
        Assert.Equal("5\n", (await handle.ReadAsync()).Value);
        Assert.Equal(Errno.EAGAIN, (await handle.ReadAsync()).Errno);
        await handle.CloseAsync();
    }

    [Fact]
    public async Task A_reader_that_gives_up_is_let_go_and_loses_nothing()
    {
        Gauge gauge = new();
        Handle handle = await Default.OpenAsync($"{PathOf(gauge)}/.watch/Speed");
        using CancellationTokenSource end = new();
        Task<Result<string>> read = handle.ReadAsync(cancellationToken: end.Token);
        await end.CancelAsync();
        Assert.Equal(Errno.EINTR, (await read).Errno);
        gauge.Speed = 9;
        Assert.Equal("9\n", await handle.NextAsync());
        await handle.CloseAsync();
    }

    [Fact]
    public async Task A_getter_that_throws_refuses_the_opening()
    {
        Silent subject = new();
        ObjectRegistry registry = Reading.Show(subject);
        Node file = await registry.DirectoryAsync("it/.watch/Broken");
        Result<Handle> opened = await file.OpenAsync(OpenFlags.Read, Caller.Self, CancellationToken.None);
        Assert.Equal(Errno.EIO, opened.Errno);
        Assert.Contains("out of order", opened.Sentence, StringComparison.Ordinal);
        GC.KeepAlive(subject);
    }

    [Fact]
    public async Task An_object_is_collected_although_it_is_watched_and_its_readers_come_to_the_end()
    {
        ManualTime time = new();
        ObjectRegistry registry = new(time);
        object?[] held = [null];
        WeakReference subject = Bear(registry, held);
        Handle value = await registry.OpenAsync("it/.watch/Level"), all = await registry.OpenAsync("it/.watch/all"), happening = await registry.OpenAsync("it/.watch/Happened");
        Task<Result<string>>[] reads = [value.ReadAsync(), all.ReadAsync(), happening.ReadAsync()];
        held[0] = null;
        await registry.CollectAsync(() => !subject.IsAlive, "it is alive");
        foreach (Task<Result<string>> read in reads)
            Assert.Equal("", (await read.WaitAsync(TimeSpan.FromSeconds(20))).Value);
        await value.CloseAsync();
        await all.CloseAsync();
        await happening.CloseAsync();

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference Bear(ObjectRegistry registry, object?[] held)
        {
            Notifying born = new();
            registry.Export(born, "it");
            held[0] = born;
            return new WeakReference(born);
        }
    }

    [Fact]
    public async Task Too_many_readers_are_refused_with_a_sentence_and_let_in_when_others_go()
    {
        Gauge gauge = new();
        string path = $"{PathOf(gauge)}/.watch/Speed";
        List<Handle> handles = [];
        for (int i = 0; i < Limits.StreamReaders; i++)
            handles.Add(await Default.OpenAsync(path));
        Node file = await Default.DirectoryAsync(path);
        Result<Handle> refused = await file.OpenAsync(OpenFlags.Read, Caller.Self, CancellationToken.None);
        Assert.Equal(Errno.ENOSPC, refused.Errno);
        Assert.Contains("256 readers", refused.Sentence, StringComparison.Ordinal);
        foreach (Handle handle in handles)
            await handle.CloseAsync();
        await (await Default.OpenAsync(path)).CloseAsync();
        GC.KeepAlive(gauge);
    }

    [Fact]
    public async Task The_directory_is_found_by_name_and_listed_by_nothing()
    {
        Gauge gauge = new();
        Node directory = await Default.DirectoryAsync(PathOf(gauge));
        Assert.DoesNotContain(".watch", await directory.ListAsync());
        Node watch = await Default.DirectoryAsync($"{PathOf(gauge)}/.watch");
        Assert.Equal(NodeKind.Directory, watch.Kind);
        Assert.Empty(await watch.ListAsync());
        Assert.Null(await Default.Root.AtAsync($"{PathOf(gauge)}/.watch/Nothing"));
    }

    private static string PathOf(object instance)
    {
        Assert.True(Default.TryLocate(instance, out var id));
        return Default.KnownPathOf(id)!;
    }

    private sealed class Moody
    {
        private readonly Gauge _inner = new();

        [NotExported]
        public bool IsBroken { get; set; }

        public object Inner => IsBroken ? throw new InvalidOperationException("not now") : _inner;
    }

    private sealed class Waiter : IPollWaiter
    {
        private readonly TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Woken => _woken.Task.WaitAsync(TimeSpan.FromSeconds(20));

        public void Wake() => _woken.TrySetResult();
    }

    [Export]
    private sealed class Gauge
    {
        public int Speed { get; set; }
    }

    private sealed class Notifying : INotifyPropertyChanged
    {
        private int _level;
        private PropertyChangedEventHandler? _changed;

        public event PropertyChangedEventHandler? PropertyChanged
        {
            add => _changed += value;
            remove => _changed -= value;
        }

        public event EventHandler? Happened;

        [NotExported]
        public int Listeners => _changed?.GetInvocationList().Length ?? 0;

        public int Level
        {
            get => _level;
            set
            {
                _level = value;
                _changed?.Invoke(this, new(nameof(Level)));
                if (value < 0)
                    Happened?.Invoke(this, EventArgs.Empty);
            }
        }
    }

    private sealed class Observed
    {
        public ObservableCollection<string> Tags { get; } = ["red"];
    }

    private sealed class Silent
    {
        public int Level;

        public int Broken => Level == 0 ? throw new InvalidOperationException("out of order") : 1;
    }
}
