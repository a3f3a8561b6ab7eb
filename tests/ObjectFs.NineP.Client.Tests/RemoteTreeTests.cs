using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client.Tests;

/// <summary>A remote tree behaves as any tree, whoever serves it in whatever dialect.</summary>
public sealed class RemoteTreeTests
{
    private const OpenFlags ReadWrite = OpenFlags.Read | OpenFlags.Write;

    [Theory]
    [MemberData(nameof(Served.All), MemberType = typeof(Served))]
    public async Task What_is_written_is_read(string server)
    {
        await using var served = await Served.StartAsync(server);
        var created = (await served.Root.CreateAsync("file"u8, 0x1A4, ReadWrite, Caller.Self, default)).Must();
        Assert.Equal(5, (await created.Handle.WriteAsync(0, "hello"u8.ToArray(), default)).Must());
        Assert.True((await created.Handle.FlushAsync(default)).Succeeded);
        var buffer = new byte[10];
        Assert.Equal(5, (await created.Handle.ReadAsync(0, buffer, default)).Must());
        Assert.Equal("ello", Encoding.UTF8.GetString(buffer, 0, (await created.Handle.ReadAsync(1, buffer, default)).Must()));
        Assert.Equal(0, (await created.Handle.ReadAsync(5, buffer, default)).Must());
        await created.Handle.CloseAsync();

        var attributes = (await created.Node.GetAttributesAsync(default)).Must();
        Assert.Equal((NodeKind.File, 0x1A4, 5L), (attributes.Kind, attributes.Mode, attributes.Size));
        Assert.Equal(created.Node.Inode, attributes.Inode);
        Assert.InRange(attributes.Modified, DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeSeconds() * 1_000_000_000, long.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Served.All), MemberType = typeof(Served))]
    public async Task The_root_is_1_and_a_file_is_one_node_as_long_as_it_is_held(string server)
    {
        await using var served = await Served.StartAsync(server);
        await served.MakeAsync("file", "");
        Assert.Equal(1UL, served.Root.Inode);
        Assert.Equal(1UL, (await served.Root.GetAttributesAsync(default)).Must().Inode);
        var node = (await served.Root.LookupAsync("file"u8, default)).Must();
        Assert.True(node.Inode > 1);
        Assert.Same(node, (await served.Root.LookupAsync("file"u8, default)).Must());
    }

    [Theory]
    [MemberData(nameof(Served.All), MemberType = typeof(Served))]
    public async Task What_is_not_there_is_refused_by_name(string server)
    {
        await using var served = await Served.StartAsync(server);
        await served.MakeAsync("file", "");
        var file = (await served.Root.LookupAsync("file"u8, default)).Must();
        Assert.Equal(Errno.ENOENT, (await served.Root.LookupAsync("nothing"u8, default)).Errno);
        Assert.Equal(Errno.ENOTDIR, (await file.LookupAsync("x"u8, default)).Errno);
        Assert.Equal(Errno.ENOTDIR, (await file.OpenDirectoryAsync(Caller.Self, default)).Errno);
        Assert.Equal(Errno.EISDIR, (await served.Root.OpenAsync(OpenFlags.Read, Caller.Self, default)).Errno);
        Assert.Equal(Errno.ENAMETOOLONG, (await served.Root.LookupAsync(new byte[256].Select(static _ => (byte)'x').ToArray(), default)).Errno);
        Assert.Equal(Errno.EEXIST, (await served.Root.CreateAsync("file"u8, 0x1A4, OpenFlags.Write | OpenFlags.Exclusive, Caller.Self, default)).Errno);
        Assert.Equal(Errno.EEXIST, (await served.Root.CreateDirectoryAsync("file"u8, 0x1ED, Caller.Self, default)).Errno);
    }

    [Theory]
    [MemberData(nameof(Served.All), MemberType = typeof(Served))]
    public async Task An_existing_file_is_opened_by_creating_it_and_cut_if_asked(string server)
    {
        await using var served = await Served.StartAsync(server);
        await served.MakeAsync("file", "before");
        var created = (await served.Root.CreateAsync("file"u8, 0x1A4, OpenFlags.Write, Caller.Self, default)).Must();
        await created.Handle.CloseAsync();
        Assert.Equal("before", await served.ReadAsync("file"));
        created = (await served.Root.CreateAsync("file"u8, 0x1A4, OpenFlags.Write | OpenFlags.Truncate, Caller.Self, default)).Must();
        await created.Handle.CloseAsync();
        Assert.Equal("", await served.ReadAsync("file"));
    }

    [Theory]
    [MemberData(nameof(Served.All), MemberType = typeof(Served))]
    public async Task Appended_bytes_go_to_the_end(string server)
    {
        await using var served = await Served.StartAsync(server);
        await served.MakeAsync("file", "one");
        var node = (await served.Root.LookupAsync("file"u8, default)).Must();
        var handle = (await node.OpenAsync(OpenFlags.Write | OpenFlags.Append, Caller.Self, default)).Must();
        Assert.Equal(3, (await handle.WriteAsync(0, "two"u8.ToArray(), default)).Must());
        await handle.CloseAsync();
        Assert.Equal("onetwo", await served.ReadAsync("file"));
    }

    [Theory]
    [MemberData(nameof(Served.All), MemberType = typeof(Served))]
    public async Task Files_are_cut_and_their_modes_and_times_set(string server)
    {
        await using var served = await Served.StartAsync(server);
        await served.MakeAsync("file", "0123456789");
        var node = (await served.Root.LookupAsync("file"u8, default)).Must();
        var handle = (await node.OpenAsync(ReadWrite, Caller.Self, default)).Must();
        Assert.True((await handle.TruncateAsync(4, default)).Succeeded);
        await handle.CloseAsync();
        Assert.Equal("0123", await served.ReadAsync("file"));

        var after = (await node.SetAttributesAsync(new() { Size = 2, Mode = 0x180, Modified = 1_000_000_000_000_000_000 }, Caller.Self, default)).Must();
        Assert.Equal((0x180, 2L, 1_000_000_000_000_000_000L), (after.Mode, after.Size, after.Modified));
        var folder = (await served.Root.CreateDirectoryAsync("folder"u8, 0x1ED, Caller.Self, default)).Must();
        Assert.Equal(0x1C0, (await folder.SetAttributesAsync(new() { Mode = 0x1C0 }, Caller.Self, default)).Must().Mode);
    }

    [Theory]
    [MemberData(nameof(Served.All), MemberType = typeof(Served))]
    public async Task Large_contents_go_there_and_back(string server)
    {
        await using var served = await Served.StartAsync(server);
        var content = new byte[3_000_001];
        new Random(1).NextBytes(content);
        var created = (await served.Root.CreateAsync("file"u8, 0x1A4, ReadWrite, Caller.Self, default)).Must();
        Assert.Equal(content.Length, (await created.Handle.WriteAsync(0, content, default)).Must());
        var buffer = new byte[content.Length + 100];
        var count = (await created.Handle.ReadAsync(0, buffer, default)).Must();
        await created.Handle.CloseAsync();
        Assert.Equal(content.Length, count);
        Assert.True(buffer.AsSpan(0, count).SequenceEqual(content));
    }

    [Theory]
    [MemberData(nameof(Served.All), MemberType = typeof(Served))]
    public async Task A_listing_gives_every_name_once_whatever_there_is_room_for(string server)
    {
        await using var served = await Served.StartAsync(server);
        List<string> names = [.. Enumerable.Range(0, 1500).Select(static i => $"ä-file-with-some-name-{i}")];
        foreach (var name in names)
            await served.MakeAsync(name, "");
        var directory = (await served.Root.OpenDirectoryAsync(Caller.Self, default)).Must();
        foreach (var room in new[] { int.MaxValue, 7, 1000 })
            Assert.Equal(names.Order(StringComparer.Ordinal), (await NameSink.ReadAsync(directory, room)).Order(StringComparer.Ordinal));
        await directory.CloseAsync();
    }

    [Theory]
    [MemberData(nameof(Served.All), MemberType = typeof(Served))]
    public async Task A_listing_tells_kinds_and_a_fresh_look_shows_what_came_meanwhile(string server)
    {
        await using var served = await Served.StartAsync(server);
        await served.MakeAsync("file", "");
        var directory = (await served.Root.OpenDirectoryAsync(Caller.Self, default)).Must();
        NameSink sink = new();
        Assert.True((await directory.ReadAsync(0, sink, default)).Succeeded);
        Assert.Equal(["file"], sink.Names);
        Assert.Contains(sink.Kinds[0], new[] { NodeKind.File, NodeKind.Unknown });
        (await served.Root.CreateDirectoryAsync("folder"u8, 0x1ED, Caller.Self, default)).Must();
        sink = new();
        Assert.True((await directory.ReadAsync(0, sink, default)).Succeeded);
        Assert.Equal(NodeKind.Directory, sink.Kinds[sink.Names.IndexOf("folder")]);
        await directory.CloseAsync();
    }

    [Theory]
    [MemberData(nameof(Served.All), MemberType = typeof(Served))]
    public async Task Names_are_removed_as_what_they_are(string server)
    {
        await using var served = await Served.StartAsync(server);
        await served.MakeAsync("file", "");
        var folder = (await served.Root.CreateDirectoryAsync("folder"u8, 0x1ED, Caller.Self, default)).Must();
        (await folder.CreateAsync("inner"u8, 0x1A4, OpenFlags.Write, Caller.Self, default)).Must();
        Assert.Equal(Errno.ENOTDIR, (await served.Root.RemoveAsync("file"u8, NodeKind.Directory, Caller.Self, default)).Errno);
        Assert.Equal(Errno.EISDIR, (await served.Root.RemoveAsync("folder"u8, NodeKind.File, Caller.Self, default)).Errno);
        Assert.Equal(Errno.ENOTEMPTY, (await served.Root.RemoveAsync("folder"u8, NodeKind.Directory, Caller.Self, default)).Errno);
        Assert.Equal(Errno.ENOENT, (await served.Root.RemoveAsync("nothing"u8, NodeKind.File, Caller.Self, default)).Errno);
        Assert.True((await folder.RemoveAsync("inner"u8, NodeKind.File, Caller.Self, default)).Succeeded);
        Assert.True((await served.Root.RemoveAsync("folder"u8, NodeKind.Directory, Caller.Self, default)).Succeeded);
        Assert.True((await served.Root.RemoveAsync("file"u8, NodeKind.File, Caller.Self, default)).Succeeded);
        Assert.Equal(Errno.ENOENT, (await served.Root.LookupAsync("file"u8, default)).Errno);
    }

    [Theory]
    [MemberData(nameof(Served.All), MemberType = typeof(Served))]
    public async Task A_name_is_changed_within_its_directory(string server)
    {
        await using var served = await Served.StartAsync(server);
        await served.MakeAsync("before", "content");
        Assert.True((await served.Root.RenameAsync("before"u8, served.Root, "after"u8, RenameFlags.None, Caller.Self, default)).Succeeded);
        Assert.Equal("content", await served.ReadAsync("after"));
        Assert.Equal(Errno.ENOENT, (await served.Root.LookupAsync("before"u8, default)).Errno);
        await served.MakeAsync("other", "");
        Assert.Equal(Errno.EEXIST, (await served.Root.RenameAsync("other"u8, served.Root, "after"u8, RenameFlags.NoReplace, Caller.Self, default)).Errno);
        Assert.Equal(Errno.EINVAL, (await served.Root.RenameAsync("other"u8, served.Root, "after"u8, RenameFlags.Exchange, Caller.Self, default)).Errno);
    }

    [Theory]
    [MemberData(nameof(Served.All), MemberType = typeof(Served))]
    public async Task Only_L_moves_names_to_other_directories(string server)
    {
        await using var served = await Served.StartAsync(server);
        await served.MakeAsync("file", "content");
        var folder = (await served.Root.CreateDirectoryAsync("folder"u8, 0x1ED, Caller.Self, default)).Must();
        var moved = await served.Root.RenameAsync("file"u8, folder, "moved"u8, RenameFlags.None, Caller.Self, default);
        Assert.Equal(served.Client.Dialect == NinePDialect.Linux ? Errno.None : Errno.EXDEV, moved.Errno);
        if (moved.Succeeded)
            Assert.Equal("content", await served.ReadAsync("folder/moved"));
        Assert.Equal(Errno.EXDEV, (await served.Root.RenameAsync("file"u8, new MemoryVolume().CreateRoot(), "x"u8, RenameFlags.None, Caller.Self, default)).Errno);
    }

    [Theory]
    [MemberData(nameof(Served.WithLinks), MemberType = typeof(Served))]
    public async Task Links_say_where_they_lead(string server)
    {
        await using var served = await Served.StartAsync(server);
        await served.MakeAsync("file", "");
        var link = (await served.Root.CreateSymlinkAsync("link"u8, "to/ä"u8, Caller.Self, default)).Must();
        Assert.Equal(NodeKind.Symlink, link.Kind);
        Assert.Equal("to/ä", Encoding.UTF8.GetString((await link.ReadLinkAsync(default)).Must().Span));
        var file = (await served.Root.LookupAsync("file"u8, default)).Must();
        Assert.Equal(Errno.EINVAL, (await file.ReadLinkAsync(default)).Errno);
    }

    [Theory]
    [InlineData("Linux")]
    public async Task Attributes_of_ones_own_are_set_read_listed_and_removed(string server)
    {
        await using var served = await Served.StartAsync(server);
        await served.MakeAsync("file", "");
        var file = (await served.Root.LookupAsync("file"u8, default)).Must();
        Assert.Equal(Errno.ENODATA, (await file.GetXattrAsync("user.a"u8, default)).Errno);
        var value = new byte[20_000];
        new Random(2).NextBytes(value);
        Assert.True((await file.SetXattrAsync("user.a"u8, value, XattrFlags.None, Caller.Self, default)).Succeeded);
        Assert.Equal(Errno.EEXIST, (await file.SetXattrAsync("user.a"u8, "x"u8, XattrFlags.Create, Caller.Self, default)).Errno);
        Assert.True((await file.GetXattrAsync("user.a"u8, default)).Must().Span.SequenceEqual(value));
        Assert.Equal("user.a\0", Encoding.UTF8.GetString((await file.ListXattrsAsync(default)).Must().Span));
        Assert.True((await file.RemoveXattrAsync("user.a"u8, Caller.Self, default)).Succeeded);
        Assert.Equal(Errno.ENODATA, (await file.RemoveXattrAsync("user.a"u8, Caller.Self, default)).Errno);
        Assert.Equal(0, (await file.ListXattrsAsync(default)).Must().Length);
    }

    [Theory]
    [InlineData("Unix")]
    [InlineData("Plan9")]
    public async Task The_older_dialects_have_no_attributes_of_ones_own(string server)
    {
        await using var served = await Served.StartAsync(server);
        Assert.Equal(Errno.ENODATA, (await served.Root.GetXattrAsync("user.a"u8, default)).Errno);
        Assert.Equal(0, (await served.Root.ListXattrsAsync(default)).Must().Length);
        Assert.Equal(Errno.EOPNOTSUPP, (await served.Root.SetXattrAsync("user.a"u8, "x"u8, XattrFlags.None, Caller.Self, default)).Errno);
    }

    [Theory]
    [MemberData(nameof(Served.All), MemberType = typeof(Served))]
    public async Task Paths_are_walked_in_as_many_steps_as_they_take(string server)
    {
        await using var served = await Served.StartAsync(server);
        var at = served.Root;
        for (var i = 0; i < 40; i++)
            at = (await at.CreateDirectoryAsync(Encoding.UTF8.GetBytes($"d{i}"), 0x1ED, Caller.Self, default)).Must();
        await using var file = (await served.Client.Root.WalkAsync(string.Join('/', Enumerable.Range(0, 40).Select(static i => $"d{i}")))).Must();
        Assert.Equal(at.Inode, file.Inode);
        Assert.Equal(Errno.ENOENT, (await served.Client.Root.WalkAsync("d0/d1/nothing/x")).Errno);
        await using var clone = (await served.Client.Root.WalkAsync("")).Must();
        Assert.Equal(1UL, clone.Inode);
    }

    [Theory]
    [MemberData(nameof(Served.All), MemberType = typeof(Served))]
    public async Task Many_calls_at_once_are_each_answered(string server)
    {
        await using var served = await Served.StartAsync(server);
        await served.MakeAsync("file", "content");
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            for (var i = 0; i < 100; i++)
                Assert.Equal("content", await served.ReadAsync("file"));
        }));
    }
}
