using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Registry;

/// <summary>What a property of the template does to a directory when it changes.</summary>
public sealed class RenamingTests
{
    private static readonly ObjectRegistry Default = ObjectRegistry.Default;

    [Fact]
    public async Task A_renamed_instance_is_found_under_its_new_name_at_once()
    {
        Renamed instance = new() { Login = "alice" };
        Node directory = await Default.DirectoryAsync("RenamingTests.Renamed");
        Node node = (await directory.AtAsync("alice"))!;

        for (int i = 0; i < 100; i++)
        {
            instance.Login = $"bob{i}";
            Assert.Same(node, await directory.AtAsync($"bob{i}"));
            Assert.Null(await directory.AtAsync(i == 0 ? "alice" : $"bob{i - 1}"));
        }

        Assert.Equal(["bob99"], await directory.ListAsync());
    }

    [Fact]
    public async Task A_rename_is_told_to_gateways()
    {
        Told instance = new() { Login = "alice" };
        Node directory = await Default.DirectoryAsync("RenamingTests.Told");
        Assert.NotNull(await directory.AtAsync("alice"));
        Watcher watcher = new(directory);
        using IDisposable watching = Default.Root.Watch(watcher)!;

        instance.Login = "bob";
        await Default.Feed.FlushAsync();
        await Default.Feed.FlushAsync();

        Assert.Equal([("alice", null)], watcher.Entries);
        GC.KeepAlive(instance);
    }

    [Fact]
    public async Task A_listing_shows_everybody_once_though_they_are_renamed_meanwhile()
    {
        Moving[] all = [.. Enumerable.Range(0, 300).Select(static i => new Moving { Login = $"a{i}" })];
        Node directory = await Default.DirectoryAsync("RenamingTests.Moving");
        DirectoryHandle handle = await directory.OpenAsync();
        Look.Names names = new(room: 7);
        int next = 0;
        do
        {
            names.Room = 7;
            Assert.True((await handle.ReadAsync(names.Cursor, names, CancellationToken.None)).Succeeded);
            for (int i = 0; i < 30 && next < all.Length * 3; i++, next++)
                all[next % all.Length].Login = $"b{next}";
            _ = new Moving { Login = $"late{next}" };
            await Default.Feed.FlushAsync();
        }
        while (names.Room < 0);

        Assert.Equal(300, names.Inodes.Count);
        Assert.Equal(300, names.Inodes.Distinct().Count());
    }

    [Fact]
    public async Task A_relative_link_is_set_in_an_object_that_was_renamed_since_anybody_looked()
    {
        Zone zone = new() { Name = "north" };
        Leader leader = new() { Zone = zone }, next = new() { Zone = new Zone { Name = "east" } };
        Node directory = await Default.DirectoryAsync("RenamingTests.Leader/north");

        zone.Name = "south";
        Assert.True((await directory.CreateSymlinkAsync("new"u8, "../east"u8, Caller.Self, CancellationToken.None)).Succeeded);
        Assert.Equal(Errno.None, (await directory.RenameAsync("new"u8, directory, "Next"u8, RenameFlags.None, Caller.Self, CancellationToken.None)).Errno);

        Assert.Same(next, leader.Next);
    }

    private sealed class Zone
    {
        public string Name { get; set; } = "";
    }

    [Export(Name = "{Zone.Name}")]
    private sealed class Leader
    {
        public Zone? Zone { get; set; }

        public Leader? Next { get; set; }
    }

    [Export(Name = "{Login}")]
    private sealed class Renamed
    {
        public string Login { get; set; } = "";
    }

    [Export(Name = "{Login}")]
    private sealed class Told
    {
        public string Login { get; set; } = "";
    }

    [Export(Name = "{Login}")]
    private sealed class Moving
    {
        public string Login { get; set; } = "";
    }
}
