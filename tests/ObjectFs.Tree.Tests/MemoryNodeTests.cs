using System.Text;

namespace ObjectFs.Tree.Tests;

public sealed class MemoryNodeTests
{
    private readonly MemoryVolume _volume = new(maxBytes: 1 << 20, maxNodes: 20);
    private readonly MemoryDirectory _root;

    public MemoryNodeTests() => _root = _volume.CreateRoot();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_root_is_inode_1_and_numbers_are_never_used_again()
    {
        Assert.Equal(1UL, _root.Inode);
        var first = _root.AddFile("a").Inode;
        Assert.Equal(Errno.None, Remove("a"));
        Assert.NotEqual(first, _root.AddFile("a").Inode);
    }

    [Fact]
    public void What_is_written_is_read_across_chunks()
    {
        var file = _root.AddFile("f");
        var content = new byte[300_000];
        new Random(1).NextBytes(content);
        for (var at = 0; at < content.Length; at += 70_001)
            Assert.True(file.Write(at, content.AsSpan(at, Math.Min(70_001, content.Length - at))).Succeeded);
        Assert.Equal(content, file.ToArray());
        Assert.Equal(content.Length, _volume.Bytes);
    }

    [Fact]
    public void Random_writes_and_truncations_do_what_an_array_does()
    {
        var file = _root.AddFile("f");
        var model = Array.Empty<byte>();
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            if (random.Next(4) == 0)
            {
                var size = random.Next(200_000);
                Assert.Equal(Errno.None, Now(file.SetAttributesAsync(new AttributeChanges { Size = size }, Caller.Self, Token)).Errno);
                Array.Resize(ref model, size);
            }
            else
            {
                var data = new byte[random.Next(5000)];
                random.NextBytes(data);
                var at = random.Next(150_000);
                Assert.Equal(data.Length, file.Write(at, data).Value);
                if (data.Length > 0 && at + data.Length > model.Length)
                    Array.Resize(ref model, at + data.Length);
                data.CopyTo(model.AsSpan(Math.Min(at, model.Length)));
            }

            Assert.Equal(model.Length, file.Size);
        }

        Assert.Equal(model, file.ToArray());
        Assert.Equal(model.Length, _volume.Bytes);
    }

    [Fact]
    public void Past_the_limit_of_bytes_nothing_is_written()
    {
        var file = _root.AddFile("f", new byte[1 << 20]);
        Assert.Equal(Errno.ENOSPC, file.Write(null, [1]).Errno);
        Assert.Equal(Errno.ENOSPC, file.Write(long.MaxValue, [1]).Errno);
        Assert.Equal(Errno.ENOSPC, Now(file.SetAttributesAsync(new AttributeChanges { Size = long.MaxValue }, Caller.Self, Token)).Errno);
        Assert.Equal(Errno.EINVAL, Now(file.SetAttributesAsync(new AttributeChanges { Size = -1 }, Caller.Self, Token)).Errno);
        Assert.Equal(1 << 20, file.Size);
        Assert.Equal(Errno.None, Remove("f"));
        Assert.Equal(0, _volume.Bytes);
    }

    [Fact]
    public void Past_the_limit_of_nodes_nothing_is_made()
    {
        for (var i = 1; i < 20; i++)
            _root.AddFile($"f{i}");
        Assert.Equal(Errno.ENOSPC, Now(_root.CreateDirectoryAsync("d"u8, 0, Caller.Self, Token)).Errno);
        Assert.Equal(Errno.ENOSPC, Now(_root.CreateAsync("g"u8, 0, OpenFlags.Write, Caller.Self, Token)).Errno);
        Assert.Equal(Errno.ENOSPC, Now(_root.CreateSymlinkAsync("l"u8, "t"u8, Caller.Self, Token)).Errno);
        Assert.Equal(Errno.ENOSPC, _volume.CreateFile(0, Caller.Self).Errno);
        Assert.Equal(Errno.None, Remove("f1"));
        _root.AddDirectory("d");
    }

    [Fact]
    public async Task A_removed_file_lives_until_its_last_handle_is_closed()
    {
        var file = _root.AddFile("f", "content"u8);
        var handle = (await file.OpenAsync(OpenFlags.Read, Caller.Self, Token)).Value;
        Assert.Equal(Errno.None, Remove("f"));
        var buffer = new byte[10];
        Assert.Equal(7, (await handle.ReadAsync(0, buffer, Token)).Value);
        Assert.Equal((2, 7L), (_volume.Nodes, _volume.Bytes));
        await handle.CloseAsync();
        await handle.CloseAsync();
        Assert.Equal((1, 0L), (_volume.Nodes, _volume.Bytes));
    }

    [Fact]
    public async Task A_handle_does_only_what_it_was_opened_for()
    {
        var file = _root.AddFile("f", "abc"u8);
        var reader = (await file.OpenAsync(OpenFlags.Read, Caller.Self, Token)).Value;
        Assert.Equal(Errno.EBADF, (await reader.WriteAsync(0, new byte[1], Token)).Errno);
        Assert.Equal(Errno.EINVAL, (await reader.TruncateAsync(0, Token)).Errno);
        var appender = (await file.OpenAsync(OpenFlags.Write | OpenFlags.Append, Caller.Self, Token)).Value;
        Assert.Equal(Errno.EBADF, (await appender.ReadAsync(0, new byte[1], Token)).Errno);
        await appender.WriteAsync(0, "d"u8.ToArray(), Token);
        Assert.Equal("abcd"u8.ToArray(), file.ToArray());
        _ = await file.OpenAsync(OpenFlags.Write | OpenFlags.Truncate, Caller.Self, Token);
        Assert.Equal(0, file.Size);
    }

    [Fact]
    public void A_name_that_is_taken_is_not_made_again()
    {
        _root.AddFile("f");
        Assert.Equal(Errno.EEXIST, Now(_root.CreateDirectoryAsync("f"u8, 0, Caller.Self, Token)).Errno);
        Assert.Equal(Errno.EEXIST, Now(_root.CreateAsync("f"u8, 0, OpenFlags.Exclusive, Caller.Self, Token)).Errno);
        Assert.True(Now(_root.CreateAsync("f"u8, 0, OpenFlags.Write, Caller.Self, Token)).Succeeded);
        Assert.Throws<IOException>(() => _root.AddFile("f"));
    }

    [Fact]
    public void Only_empty_directories_are_removed_and_only_as_such()
    {
        _root.AddDirectory("d").AddFile("f");
        _root.AddFile("f");
        Assert.Equal(Errno.ENOTEMPTY, Remove("d", NodeKind.Directory));
        Assert.Equal(Errno.EISDIR, Remove("d"));
        Assert.Equal(Errno.ENOTDIR, Remove("f", NodeKind.Directory));
        Assert.Equal(Errno.ENOENT, Remove("absent"));
    }

    [Fact]
    public async Task A_removed_directory_takes_nothing_in()
    {
        var directory = _root.AddDirectory("d");
        Assert.Equal(Errno.None, Remove("d", NodeKind.Directory));
        Assert.Equal(Errno.ENOENT, (await directory.CreateDirectoryAsync("x"u8, 0, Caller.Self, Token)).Errno);
        _root.AddFile("f");
        Assert.Equal(Errno.ENOENT, Rename("f", directory, "f"));
    }

    [Theory]
    [InlineData("a", "absent", RenameFlags.None, Errno.None)]
    [InlineData("a", "b", RenameFlags.None, Errno.None)]
    [InlineData("a", "b", RenameFlags.NoReplace, Errno.EEXIST)]
    [InlineData("a", "absent", RenameFlags.NoReplace, Errno.None)]
    [InlineData("a", "absent", RenameFlags.Exchange, Errno.ENOENT)]
    [InlineData("a", "b", RenameFlags.Exchange, Errno.None)]
    [InlineData("a", "b", RenameFlags.NoReplace | RenameFlags.Exchange, Errno.EINVAL)]
    [InlineData("absent", "b", RenameFlags.None, Errno.ENOENT)]
    [InlineData("a", "full", RenameFlags.None, Errno.EISDIR)]
    [InlineData("full", "a", RenameFlags.None, Errno.ENOTDIR)]
    [InlineData("empty", "full", RenameFlags.None, Errno.ENOTEMPTY)]
    [InlineData("full", "empty", RenameFlags.None, Errno.None)]
    [InlineData("a", "full", RenameFlags.Exchange, Errno.None)]
    [InlineData("a", "a", RenameFlags.None, Errno.None)]
    public void Renaming_follows_rename_2(string from, string to, RenameFlags flags, Errno expected)
    {
        var a = _root.AddFile("a");
        _root.AddFile("b");
        _root.AddDirectory("full").AddFile("inner");
        _root.AddDirectory("empty");
        Assert.Equal(expected, Rename(from, _root, to, flags));
        if (from == "a" && expected == Errno.None)
            Assert.Same(a, Now(_root.LookupAsync(Encoding.UTF8.GetBytes(to), Token)).Value);
    }

    [Fact]
    public void A_directory_is_not_moved_into_itself()
    {
        var outer = _root.AddDirectory("outer");
        var inner = outer.AddDirectory("inner");
        Assert.Equal(Errno.EINVAL, Rename("outer", inner, "x"));
        Assert.Equal(Errno.EINVAL, Rename("outer", outer, "x"));
        Assert.Equal(Errno.EINVAL, Now(outer.RenameAsync("inner"u8, _root, "outer"u8, RenameFlags.Exchange, Caller.Self, Token)).Errno);
        Assert.Equal(Errno.EXDEV, Rename("outer", MemoryDirectory.CreateRoot(), "x"));
    }

    [Fact]
    public async Task Directories_count_their_links()
    {
        var a = _root.AddDirectory("a");
        var b = _root.AddDirectory("b");
        a.AddDirectory("inner");
        Assert.Equal((4, 3, 2), (await Links(_root), await Links(a), await Links(b)));
        Assert.True((await a.RenameAsync("inner"u8, b, "moved"u8, RenameFlags.None, Caller.Self, Token)).Succeeded);
        Assert.Equal((4, 2, 3), (await Links(_root), await Links(a), await Links(b)));

        static async Task<int> Links(Node node) => (await node.GetAttributesAsync(Token)).Value.Links;
    }

    [Fact]
    public async Task A_listing_stays_the_same_from_open_to_rewind()
    {
        for (var i = 0; i < 5; i++)
            _root.AddFile($"f{i}");
        var listing = (await _root.OpenDirectoryAsync(Caller.Self, Token)).Value;
        var sink = new ListSink { Room = 2 };
        await listing.ReadAsync(0, sink, Token);
        Assert.Equal(Errno.None, Remove("f0"));
        Assert.Equal(Errno.None, Remove("f3"));
        _root.AddFile("f9");
        sink.Room = 100;
        await listing.ReadAsync(sink.Last, sink, Token);
        Assert.Equal(["f0", "f1", "f2", "f3", "f4"], sink.Names);

        sink.Names.Clear();
        await listing.ReadAsync(0, sink, Token);
        Assert.Equal(["f1", "f2", "f4", "f9"], sink.Names);
    }

    [Fact]
    public async Task Extended_attributes_are_set_listed_and_removed_within_limits()
    {
        Assert.Equal(Errno.ENODATA, await Set("user.a", "1", XattrFlags.Replace));
        Assert.Equal(Errno.None, await Set("user.a", "1", XattrFlags.Create));
        Assert.Equal(Errno.EEXIST, await Set("user.a", "2", XattrFlags.Create));
        Assert.Equal(Errno.None, await Set("user.a", "22", XattrFlags.None));
        Assert.Equal("22"u8.ToArray(), (await _root.GetXattrAsync("user.a"u8, Token)).Value.ToArray());
        Assert.Equal("user.a\0"u8.ToArray(), (await _root.ListXattrsAsync(Token)).Value.ToArray());
        Assert.Equal(Errno.ENOSPC, await Set("user.b", new string('x', 65536), XattrFlags.None));
        Assert.Equal(Errno.ERANGE, await Set(new string('n', 256), "", XattrFlags.None));
        Assert.Equal(9, _volume.Bytes);
        Assert.True((await _root.RemoveXattrAsync("user.a"u8, Caller.Self, Token)).Succeeded);
        Assert.Equal(Errno.ENODATA, (await _root.RemoveXattrAsync("user.a"u8, Caller.Self, Token)).Errno);
        Assert.Equal(0, _volume.Bytes);

        async Task<Errno> Set(string name, string value, XattrFlags flags) =>
            (await _root.SetXattrAsync(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(value), flags, Caller.Self, Token)).Errno;
    }

    [Fact]
    public async Task Links_say_what_they_were_told()
    {
        var link = _root.AddSymlink("l", "../elsewhere");
        Assert.Equal("../elsewhere"u8.ToArray(), (await link.ReadLinkAsync(Token)).Value.ToArray());
        Assert.Equal(Errno.ENAMETOOLONG, (await _root.CreateSymlinkAsync("m"u8, new byte[4096], Caller.Self, Token)).Errno);
        Assert.Equal(Errno.ENOENT, (await _root.CreateSymlinkAsync("m"u8, default, Caller.Self, Token)).Errno);
    }

    [Fact]
    public async Task Mode_owner_and_times_are_kept()
    {
        var file = _root.AddFile("f");
        var changed = (await file.SetAttributesAsync(new AttributeChanges { Mode = 0x1ED, UserId = 5, GroupId = 6, Modified = 7 }, Caller.Self, Token)).Value;
        Assert.Equal((0x1ED, 5u, 6u, 7L), (changed.Mode, changed.UserId, changed.GroupId, changed.Modified));
        Assert.Equal(changed.Changed, (await file.GetAttributesAsync(Token)).Value.Changed);
        file.Write(0, "x"u8);
        Assert.True((await file.GetAttributesAsync(Token)).Value.Modified > 7);
    }

    [Fact]
    public void What_many_do_at_once_leaves_the_counts_right()
    {
        var volume = new MemoryVolume();
        var root = volume.CreateRoot();
        var other = root.AddDirectory("other");
        Parallel.For(0, 2000, i =>
        {
            var name = Encoding.UTF8.GetBytes($"f{i % 10}");
            if (Now(root.CreateAsync(name, 0, OpenFlags.Write, Caller.Self, Token)).TryGet(out var created))
            {
                _ = Now(created.Handle.WriteAsync(0, new byte[i % 100], Token));
                _ = Now(root.RenameAsync(name, other, name, RenameFlags.None, Caller.Self, Token));
                Closed(created.Handle.CloseAsync());
            }

            _ = Now(other.RemoveAsync(name, NodeKind.File, Caller.Self, Token));
        });
        for (var i = 0; i < 10; i++)
        {
            _ = Now(root.RemoveAsync(Encoding.UTF8.GetBytes($"f{i}"), NodeKind.File, Caller.Self, Token));
            _ = Now(other.RemoveAsync(Encoding.UTF8.GetBytes($"f{i}"), NodeKind.File, Caller.Self, Token));
        }

        Assert.Equal((2, 0L), (volume.Nodes, volume.Bytes));
    }

    private static T Now<T>(ValueTask<T> answer) => answer.IsCompletedSuccessfully ? answer.GetAwaiter().GetResult() : throw new InvalidOperationException("Memory never waits.");

    private static void Closed(ValueTask closing) => Assert.True(closing.IsCompletedSuccessfully);

    private Errno Remove(string name, NodeKind kind = NodeKind.File) => Now(_root.RemoveAsync(Encoding.UTF8.GetBytes(name), kind, Caller.Self, Token)).Errno;

    private Errno Rename(string name, Node target, string newName, RenameFlags flags = RenameFlags.None) =>
        Now(_root.RenameAsync(Encoding.UTF8.GetBytes(name), target, Encoding.UTF8.GetBytes(newName), flags, Caller.Self, Token)).Errno;

    private sealed class ListSink : IDirectorySink
    {
        public List<string> Names { get; } = [];

        public int Room { get; set; }

        public ulong Last { get; private set; }

        public bool TryAdd(ReadOnlySpan<byte> name, NodeKind kind, ulong inode, ulong next)
        {
            if (Names.Count >= Room)
                return false;

            Names.Add(Encoding.UTF8.GetString(name));
            Last = next;
            return true;
        }
    }
}
