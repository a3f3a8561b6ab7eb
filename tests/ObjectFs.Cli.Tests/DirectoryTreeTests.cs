using System.Text;
using ObjectFs.Cli.Serving;
using ObjectFs.Cli.Walking;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Tests;

public sealed class DirectoryTreeTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public DirectoryTreeTests()
    {
        Directory.CreateDirectory(_scratch["served/below"]);
        File.WriteAllText(_scratch["served/file"], "content\n");
        File.WriteAllText(_scratch["served/below/deep"], "deep\n");
        File.WriteAllText(_scratch["secret"], "secret\n");
        File.CreateSymbolicLink(_scratch["served/out"], "../secret");
        File.CreateSymbolicLink(_scratch["served/up"], "..");
    }

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task It_lists_files_directories_and_links()
    {
        var entries = (await Listing.ReadAsync(Open(), all: true, default)).Value;
        Assert.Equal(
            [("below", NodeKind.Directory), ("file", NodeKind.File), ("out", NodeKind.Symlink), ("up", NodeKind.Symlink)],
            entries.Select(static entry => (entry.Name, entry.Kind)));
    }

    [Fact]
    public async Task An_entry_has_the_number_of_its_node()
    {
        var root = Open();
        foreach (var entry in (await Listing.ReadAsync(root, all: true, default)).Value)
            Assert.Equal((await root.LookupAsync(entry.Utf8, default)).Value.Inode, entry.Inode);
    }

    [Fact]
    public async Task A_number_is_never_used_for_another_file()
    {
        var root = Open(writable: true);
        var numbers = new HashSet<ulong>();
        for (var i = 0; i < 100; i++)
        {
            var made = await root.CreateAsync("new"u8, 0b110_000_000, OpenFlags.Write, Caller.Self, default);
            await made.Value.Handle.CloseAsync();
            Assert.True(numbers.Add(made.Value.Node.Inode));
            await root.RemoveAsync("new"u8, NodeKind.File, Caller.Self, default);
        }
    }

    [Fact]
    public async Task It_tells_what_stat_tells()
    {
        var attributes = (await (await FindAsync("file")).GetAttributesAsync(default)).Value;
        var file = new FileInfo(_scratch["served/file"]);
        Assert.Equal((8, (int)file.UnixFileMode), (attributes.Size, attributes.Mode));
        Assert.Equal(new DateTimeOffset(file.LastWriteTimeUtc).ToUnixTimeMilliseconds(), attributes.Modified / 1_000_000);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("../secret")]
    [InlineData("below/deep")]
    [InlineData("/etc")]
    [InlineData("")]
    public async Task A_name_that_is_a_path_is_not_there(string name) =>
        Assert.Equal(Errno.ENOENT, (await Open().LookupAsync(Encoding.UTF8.GetBytes(name), default)).Errno);

    [Fact]
    public async Task A_link_is_shown_and_never_followed()
    {
        var link = await FindAsync("out");
        Assert.Equal(NodeKind.Symlink, link.Kind);
        Assert.Equal("../secret", Encoding.UTF8.GetString((await link.ReadLinkAsync(default)).Value.Span));
        Assert.Equal(Errno.ELOOP, (await link.OpenAsync(OpenFlags.Read, Caller.Self, default)).Errno);
        Assert.Equal(Errno.ENOTDIR, (await (await FindAsync("up")).LookupAsync("secret"u8, default)).Errno);
    }

    [Fact]
    public async Task A_link_put_in_the_place_of_a_known_directory_leads_nowhere()
    {
        var below = await FindAsync("below");
        Directory.Move(_scratch["served/below"], _scratch["served/moved"]);
        File.CreateSymbolicLink(_scratch["served/below"], _scratch.Path);
        Assert.Equal(Errno.ENOENT, (await below.LookupAsync("secret"u8, default)).Errno);
        Assert.True((await below.LookupAsync("deep"u8, default)).Succeeded);
    }

    [Fact]
    public async Task A_file_is_not_made_through_a_link()
    {
        File.CreateSymbolicLink(_scratch["served/dangling"], "../made");
        var made = await Open(writable: true).CreateAsync("dangling"u8, 0b110_000_000, OpenFlags.Write, Caller.Self, default);
        Assert.Equal(Errno.ELOOP, made.Errno);
        Assert.False(File.Exists(_scratch["made"]));
    }

    [Fact]
    public async Task A_file_that_was_renamed_stays_the_same_node()
    {
        var file = await FindAsync("file");
        File.Move(_scratch["served/file"], _scratch["served/elsewhere"]);
        Assert.Equal("content\n", Encoding.UTF8.GetString((await Content.ReadAllAsync(file, 100, default)).Value));
    }

    [Fact]
    public async Task Pipes_are_not_shown()
    {
        using var process = System.Diagnostics.Process.Start("mkfifo", [_scratch["served/pipe"]]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain((await Listing.ReadAsync(Open(), all: true, default)).Value, static entry => entry.Name == "pipe");
        Assert.Equal(Errno.EOPNOTSUPP, (await Open().LookupAsync("pipe"u8, default)).Errno);
    }

    [Fact]
    public async Task Read_only_it_refuses_every_change()
    {
        var root = Open();
        var file = await FindAsync("file");
        Assert.Equal(
            Enumerable.Repeat(Errno.EROFS, 8),
            [
                (await file.OpenAsync(OpenFlags.Write, Caller.Self, default)).Errno,
                (await file.OpenAsync(OpenFlags.Read | OpenFlags.Truncate, Caller.Self, default)).Errno,
                (await file.SetAttributesAsync(new AttributeChanges { Size = 0 }, Caller.Self, default)).Errno,
                (await root.CreateAsync("x"u8, 0, OpenFlags.Write, Caller.Self, default)).Errno,
                (await root.CreateDirectoryAsync("x"u8, 0, Caller.Self, default)).Errno,
                (await root.CreateSymlinkAsync("x"u8, "y"u8, Caller.Self, default)).Errno,
                (await root.RemoveAsync("file"u8, NodeKind.File, Caller.Self, default)).Errno,
                (await root.RenameAsync("file"u8, root, "x"u8, RenameFlags.None, Caller.Self, default)).Errno,
            ]);
    }

    [Fact]
    public async Task Writable_it_makes_moves_and_removes()
    {
        var root = Open(writable: true);
        Assert.True((await root.CreateDirectoryAsync("dir"u8, 0b111_000_000, Caller.Self, default)).TryGet(out var directory));
        Assert.True((await root.RenameAsync("file"u8, directory, "moved"u8, RenameFlags.None, Caller.Self, default)).Succeeded);
        Assert.Equal("content\n", File.ReadAllText(_scratch["served/dir/moved"]));
        Assert.True((await directory.RemoveAsync("moved"u8, NodeKind.File, Caller.Self, default)).Succeeded);
        Assert.True((await root.RemoveAsync("dir"u8, NodeKind.Directory, Caller.Self, default)).Succeeded);
        Assert.False(Directory.Exists(_scratch["served/dir"]));
    }

    [Fact]
    public async Task Writable_it_sets_mode_size_and_time()
    {
        var file = (await Walker.FindAsync(Open(writable: true), "file", false, default)).Value;
        var changes = new AttributeChanges { Mode = 0b110_000_000, Size = 3, Modified = 1_000_000_000_500_000_000 };
        Assert.True((await file.SetAttributesAsync(changes, Caller.Self, default)).TryGet(out var attributes));
        Assert.Equal((3, 0b110_000_000, 1_000_000_000_500_000_000), (attributes.Size, attributes.Mode, attributes.Modified));
    }

    [Fact]
    public async Task Descriptors_of_forgotten_nodes_come_back()
    {
        var root = Open();
        var before = Directory.GetFiles("/proc/self/fd").Length;
        for (var i = 0; i < 1000; i++)
            Assert.True((await root.LookupAsync("file"u8, default)).Succeeded);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.True(Directory.GetFiles("/proc/self/fd").Length < before + 500);
    }

    private Node Open(bool writable = false) => DirectoryTree.Open(_scratch["served"], writable);

    private async Task<Node> FindAsync(string path) => (await Walker.FindAsync(Open(), path, followLast: false, default)).Value;
}
