using System.Runtime.CompilerServices;
using System.Text;
using ObjectFs.Objects.Registry;
using ObjectFs.Tests.Shared;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Registry;

public sealed class ExportTests
{
    private readonly ObjectRegistry _registry = new();

    [Fact]
    public async Task Any_object_can_be_exported_under_a_path_and_taken_back()
    {
        object left = new(), right = new();
        IDisposable first = _registry.Export(left, "engines/left"), second = _registry.Export(right, "engines/right");
        Assert.Equal(["engines"], await _registry.ListObjectsAsync());
        Assert.Equal(["left", "right"], await (await _registry.DirectoryAsync("engines")).ListAsync());
        Assert.True(_registry.TryLocate(left, out ObjectId id));
        Assert.Equal("engines/left", await _registry.PathOfAsync(id));

        first.Dispose();
        first.Dispose();
        Assert.Equal(["right"], await (await _registry.DirectoryAsync("engines")).ListAsync());
        Assert.False(_registry.TryLocate(left, out _));
        second.Dispose();
        Assert.Empty(await _registry.ListObjectsAsync());
        Assert.Null(await _registry.Root.AtAsync("engines"));
        GC.KeepAlive(right);
    }

    public static TheoryData<object> Values => [42, Guid.Empty, DayOfWeek.Monday, ("a", 1), "text", (Action)(static () => { }), typeof(string)];

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public async Task What_is_no_object_with_members_is_refused_in_a_sentence(object value)
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => _registry.Export(value, "some/value"));
        Assert.Equal("instance", refusal.ParamName);
        Assert.Contains(". ", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await _registry.ListObjectsAsync());
    }

    [Fact]
    public async Task Two_of_one_path_get_an_ordinal()
    {
        object first = new(), second = new();
        _registry.Export(first, "engine");
        _registry.Export(second, "engine");

        Assert.Equal(["engine", "engine~2"], await _registry.ListObjectsAsync());
        GC.KeepAlive((first, second));
    }

    [Fact]
    public async Task A_second_path_of_an_object_is_a_link_to_the_first()
    {
        object engine = new();
        IDisposable first = _registry.Export(engine, "engines/left");
        IDisposable second = _registry.Export(engine, "parts/new/engine");

        Node link = await _registry.DirectoryAsync("parts/new/engine");
        Assert.Equal(NodeKind.Symlink, link.Kind);
        Assert.Equal("../../engines/left", await link.ReadLinkAsync());

        first.Dispose();
        Assert.Equal(["parts"], await _registry.ListObjectsAsync());
        Assert.Equal(NodeKind.Directory, (await _registry.DirectoryAsync("parts/new/engine")).Kind);
        second.Dispose();
        Assert.Empty(await _registry.ListObjectsAsync());
        Assert.False(_registry.TryLocate(engine, out _));
    }

    [Fact]
    public async Task An_object_with_a_place_of_its_own_gets_a_link()
    {
        Typed instance = new();
        _registry.Register(instance);
        _registry.Export(instance, "favourites/best");

        Assert.Equal("../ExportTests.Typed/1", await (await _registry.DirectoryAsync("favourites/best")).ReadLinkAsync());
        _registry.Remove(instance);
        Assert.Null(await _registry.Root.AtAsync("favourites"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("a/../b")]
    [InlineData("./a")]
    [InlineData("taken/below")]
    [InlineData("directory")]
    [InlineData("ExportTests.Typed/x")]
    [InlineData("ExportTests.Typed")]
    public void A_path_that_cannot_be_is_refused_with_a_sentence(string path)
    {
        object taken = new(), inside = new(), refused = new();
        Typed typed = new();
        _registry.Register(typed);
        _registry.Export(taken, "taken");
        _registry.Export(inside, "directory/inside");

        ArgumentException exception = Assert.Throws<ArgumentException>(() => _registry.Export(refused, path));
        Assert.Equal("path", exception.ParamName);
        Assert.False(_registry.TryLocate(refused, out _));
        GC.KeepAlive((taken, inside, typed));
    }

    [Fact]
    public async Task What_a_name_cannot_hold_is_encoded()
    {
        object instance = new();
        _registry.Export(instance, "a:b/.hidden");

        Assert.Equal(["a%3Ab"], await _registry.ListObjectsAsync());
        Assert.Equal(["%2Ehidden"], await (await _registry.DirectoryAsync("a%3Ab")).ListAsync());
        GC.KeepAlive(instance);
    }

    [Fact]
    public async Task A_collected_object_takes_its_path_along()
    {
        WeakReference made = Make(_registry);
        await _registry.CollectAsync(() => !made.IsAlive, "it is alive");

        Assert.Empty(await _registry.ListObjectsAsync());

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Make(ObjectRegistry registry)
        {
            object instance = new();
            registry.Export(instance, "some/where");
            return new WeakReference(instance);
        }
    }

    [Fact]
    public async Task Gateways_are_told_what_leaves()
    {
        object instance = new();
        IDisposable export = _registry.Export(instance, "some/where");
        Node directory = await _registry.DirectoryAsync("some");
        Node node = (await directory.AtAsync("where"))!;
        Watcher below = new(directory), above = new(_registry.Root);
        using IDisposable first = _registry.Root.Watch(below)!, second = _registry.Root.Watch(above)!;

        export.Dispose();
        await _registry.Feed.FlushAsync();

        Assert.Equal([("where", node)], below.Entries);
        Assert.Equal([("some", directory)], above.Entries);
        GC.KeepAlive(instance);
    }

    [Fact]
    public async Task Gateways_are_told_of_the_death_of_an_instance_they_looked_at()
    {
        Typed seen = new(), unseen = new();
        _registry.Register(seen);
        _registry.Register(unseen);
        Node directory = await _registry.DirectoryAsync("ExportTests.Typed");
        Node node = (await directory.AtAsync("1"))!;
        Watcher watcher = new(directory);
        using IDisposable watching = _registry.Root.Watch(watcher)!;

        _registry.Remove(seen);
        _registry.Remove(unseen);
        await _registry.Feed.FlushAsync();

        Assert.Equal([("1", node)], watcher.Entries);
    }

    [Fact]
    public async Task A_watcher_that_throws_harms_nobody()
    {
        using IDisposable bad = _registry.Root.Watch(new Throwing())!;
        Watcher watcher = new(_registry.Root);
        using IDisposable watching = _registry.Root.Watch(watcher)!;
        string? complaint = null;
        _registry.Complained += sentence => complaint = sentence;

        object instance = new();
        _registry.Export(instance, "x").Dispose();
        GC.KeepAlive(instance);
        await _registry.Feed.FlushAsync();

        Assert.Single(watcher.Entries);
        Assert.Contains("no use", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listener_to_complaints_that_throws_harms_nobody()
    {
        using IDisposable bad = _registry.Root.Watch(new Throwing())!;
        Watcher watcher = new(_registry.Root);
        using IDisposable watching = _registry.Root.Watch(watcher)!;
        _registry.Complained += static _ => throw new InvalidOperationException("no use either");

        object instance = new();
        _registry.Export(instance, "x").Dispose();
        GC.KeepAlive(instance);
        await _registry.Feed.FlushAsync();

        Assert.Single(watcher.Entries);
    }

    [Fact]
    public async Task The_root_is_a_directory_with_inode_1()
    {
        NodeAttributes attributes = (await _registry.Root.GetAttributesAsync(CancellationToken.None)).Value;

        Assert.Equal(1UL, attributes.Inode);
        Assert.Equal(NodeKind.Directory, attributes.Kind);
        Assert.Equal(0x16D, attributes.Mode);
    }

    [Fact]
    public async Task A_listing_shows_who_was_there_when_it_was_opened()
    {
        Typed[] all = [.. Enumerable.Range(0, 100).Select(static _ => new Typed())];
        Array.ForEach(all, _registry.Register);
        Node directory = await _registry.DirectoryAsync("ExportTests.Typed");
        DirectoryHandle handle = await directory.OpenAsync();
        Look.Names names = new(room: 10);
        await handle.ReadAsync(0, names, CancellationToken.None);
        Typed late = new();
        _registry.Register(late);
        _registry.Remove(all[5]);
        _registry.Remove(all[50]);
        names.Room = int.MaxValue;
        await handle.ReadAsync(names.Cursor, names, CancellationToken.None);

        Assert.Equal(Enumerable.Range(1, 100).Where(static i => i != 51).Select(static i => $"{i}"), names.Taken);
        Look.Names again = new(int.MaxValue);
        await handle.ReadAsync(0, again, CancellationToken.None);
        Assert.Equal(99, again.Taken.Count);
        Assert.Equal("101", again.Taken[^1]);
        GC.KeepAlive(late);
    }

    [Fact]
    public async Task Looking_up_an_instance_allocates_nothing_once_it_was_seen()
    {
        Typed instance = new();
        _registry.Register(instance);
        Node directory = await _registry.DirectoryAsync("ExportTests.Typed");
        byte[] name = Encoding.UTF8.GetBytes("1");
        Node node = (await directory.AtAsync("1"))!;
        bool same = true;
        Allocated.Nothing(() => same &= LookTwice());
        Assert.True(same);
        GC.KeepAlive(instance);

        bool LookTwice()
        {
            ValueTask<Result<Node>> first = directory.LookupAsync(name, CancellationToken.None), second = directory.LookupAsync(name, CancellationToken.None);
            return first.IsCompletedSuccessfully && first.Result.TryGet(out Node one) && one == node
                && second.IsCompletedSuccessfully && second.Result.TryGet(out Node other) && other == node;
        }
    }

    [Export]
    internal sealed class Typed;

    private sealed class Throwing : INodeWatcher
    {
        public void Changed(Node node) => throw new InvalidOperationException("no use");

        public void EntryChanged(Node parent, ReadOnlySpan<byte> name, Node? removed) => throw new InvalidOperationException("no use");
    }
}
