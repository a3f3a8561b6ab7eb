using System.Text;

namespace ObjectFs.Tree.Tests;

/// <summary>Directories in memory, and the names in them.</summary>
public sealed class MemoryDirectoryTests : MemoryCase
{
    [Fact]
    public void A_name_that_is_taken_is_not_made_again()
    {
        Root.AddFile("f");
        Assert.Equal(Errno.EEXIST, Now(Root.CreateDirectoryAsync("f"u8, 0, Caller.Self, Token)).Errno);
        Assert.Equal(Errno.EEXIST, Now(Root.CreateAsync("f"u8, 0, OpenFlags.Exclusive, Caller.Self, Token)).Errno);
        Assert.True(Now(Root.CreateAsync("f"u8, 0, OpenFlags.Write, Caller.Self, Token)).Succeeded);
        Assert.Throws<IOException>(() => Root.AddFile("f"));
    }

    [Fact]
    public void Only_empty_directories_are_removed_and_only_as_such()
    {
        Root.AddDirectory("d").AddFile("f");
        Root.AddFile("f");
        Assert.Equal(Errno.ENOTEMPTY, Remove("d", NodeKind.Directory));
        Assert.Equal(Errno.EISDIR, Remove("d"));
        Assert.Equal(Errno.ENOTDIR, Remove("f", NodeKind.Directory));
        Assert.Equal(Errno.ENOENT, Remove("absent"));
    }

    [Fact]
    public async Task A_removed_directory_takes_nothing_in()
    {
        var directory = Root.AddDirectory("d");
        Assert.Equal(Errno.None, Remove("d", NodeKind.Directory));
        Assert.Equal(Errno.ENOENT, (await directory.CreateDirectoryAsync("x"u8, 0, Caller.Self, Token)).Errno);
        Root.AddFile("f");
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
        var a = Root.AddFile("a");
        Root.AddFile("b");
        Root.AddDirectory("full").AddFile("inner");
        Root.AddDirectory("empty");
        Assert.Equal(expected, Rename(from, Root, to, flags));
        if (from == "a" && expected == Errno.None)
            Assert.Same(a, Now(Root.LookupAsync(Encoding.UTF8.GetBytes(to), Token)).Value);
    }

    [Fact]
    public void A_directory_is_not_moved_into_itself()
    {
        var outer = Root.AddDirectory("outer");
        var inner = outer.AddDirectory("inner");
        Assert.Equal(Errno.EINVAL, Rename("outer", inner, "x"));
        Assert.Equal(Errno.EINVAL, Rename("outer", outer, "x"));
        Assert.Equal(Errno.EINVAL, Now(outer.RenameAsync("inner"u8, Root, "outer"u8, RenameFlags.Exchange, Caller.Self, Token)).Errno);
        Assert.Equal(Errno.EXDEV, Rename("outer", MemoryDirectory.CreateRoot(), "x"));
    }

    [Fact]
    public async Task Directories_count_their_links()
    {
        var a = Root.AddDirectory("a");
        var b = Root.AddDirectory("b");
        a.AddDirectory("inner");
        Assert.Equal((4, 3, 2), (await Links(Root), await Links(a), await Links(b)));
        Assert.True((await a.RenameAsync("inner"u8, b, "moved"u8, RenameFlags.None, Caller.Self, Token)).Succeeded);
        Assert.Equal((4, 2, 3), (await Links(Root), await Links(a), await Links(b)));

        static async Task<int> Links(Node node) => (await node.GetAttributesAsync(Token)).Value.Links;
    }

    [Fact]
    public async Task A_listing_stays_the_same_from_open_to_rewind()
    {
        for (var i = 0; i < 5; i++)
            Root.AddFile($"f{i}");
        var listing = (await Root.OpenDirectoryAsync(Caller.Self, Token)).Value;
        var sink = new ListSink { Room = 2 };
        await listing.ReadAsync(0, sink, Token);
        Assert.Equal(Errno.None, Remove("f0"));
        Assert.Equal(Errno.None, Remove("f3"));
        Root.AddFile("f9");
        sink.Room = 100;
        await listing.ReadAsync(sink.Last, sink, Token);
        Assert.Equal(["f0", "f1", "f2", "f3", "f4"], sink.Names);

        sink.Names.Clear();
        await listing.ReadAsync(0, sink, Token);
        Assert.Equal(["f1", "f2", "f4", "f9"], sink.Names);
    }

    [Fact]
    public async Task Links_say_what_they_were_told()
    {
        var link = Root.AddSymlink("l", "../elsewhere");
        Assert.Equal("../elsewhere"u8.ToArray(), (await link.ReadLinkAsync(Token)).Value.ToArray());
        Assert.Equal(Errno.ENAMETOOLONG, (await Root.CreateSymlinkAsync("m"u8, new byte[4096], Caller.Self, Token)).Errno);
        Assert.Equal(Errno.ENOENT, (await Root.CreateSymlinkAsync("m"u8, default, Caller.Self, Token)).Errno);
    }

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
