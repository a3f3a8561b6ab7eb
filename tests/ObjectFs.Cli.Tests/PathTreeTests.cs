using System.Text;
using ObjectFs.Cli.Copying;
using ObjectFs.Cli.Serving;
using ObjectFs.Cli.Walking;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Tests;

/// <summary>Directories as they are used where the system is not Linux; the code is the same everywhere.</summary>
public sealed class PathTreeTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public PathTreeTests()
    {
        Directory.CreateDirectory(_scratch["served/below"]);
        File.WriteAllText(_scratch["served/file"], "content\n");
        File.WriteAllText(_scratch["served/below/deep"], "deep\n");
        File.CreateSymbolicLink(_scratch["served/out"], "..");
    }

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task It_lists_files_and_directories_with_their_numbers_and_no_links()
    {
        var root = Open();
        var entries = (await Listing.ReadAsync(root, all: true, default)).Value;
        Assert.Equal([("below", NodeKind.Directory), ("file", NodeKind.File)], entries.Select(static entry => (entry.Name, entry.Kind)));
        foreach (var entry in entries)
            Assert.Equal((await root.LookupAsync(entry.Utf8, default)).Value.Inode, entry.Inode);
    }

    [Theory]
    [InlineData("out")]
    [InlineData("..")]
    [InlineData("below/deep")]
    [InlineData("below\\deep")]
    [InlineData("file:stream")]
    [InlineData("file.")]
    [InlineData("CON")]
    [InlineData("none")]
    public async Task Nothing_leads_out_or_is_another_name_of_what_is_there(string name) => Assert.False((await Open().LookupAsync(Encoding.UTF8.GetBytes(name), default)).Succeeded);

    [Fact]
    public async Task A_tree_is_copied_into_it_and_out_again()
    {
        List<(string, Errno)> complaints = [];
        var copier = new Copier(recursive: true, new CopyProgress(), (path, failure) => complaints.Add((path, failure.Errno)));
        Directory.CreateDirectory(_scratch["copy"]);
        await copier.CopyAsync(Open(), "served", DirectoryTree.ByPath(_scratch["copy"], writable: true), "all"u8.ToArray(), "copy/all", default);
        Assert.Empty(complaints);
        Assert.Equal("content\ndeep\n", File.ReadAllText(_scratch["copy/all/file"]) + File.ReadAllText(_scratch["copy/all/below/deep"]));
    }

    [Fact]
    public async Task A_file_that_is_copied_over_a_longer_one_ends_where_it_ends()
    {
        var root = Open(writable: true);
        var made = await root.CreateAsync("file"u8, 0b110_000_000, OpenFlags.Write | OpenFlags.Truncate, Caller.Self, default);
        Assert.Equal(2, (await made.Value.Handle.WriteAsync(0, "x\n"u8.ToArray(), default)).Value);
        await made.Value.Handle.CloseAsync();
        Assert.Equal("x\n", File.ReadAllText(_scratch["served/file"]));
        Assert.Equal(2, (await made.Value.Node.GetAttributesAsync(default)).Value.Size);
    }

    [Fact]
    public async Task Nothing_is_changed_where_nothing_may_be()
    {
        var root = Open();
        Assert.Equal(Errno.EROFS, (await root.CreateAsync("new"u8, 0b110_000_000, OpenFlags.Write, Caller.Self, default)).Errno);
        Assert.Equal(Errno.EROFS, (await root.CreateDirectoryAsync("new"u8, 0b111_000_000, Caller.Self, default)).Errno);
        var file = (await root.LookupAsync("file"u8, default)).Value;
        Assert.Equal(Errno.EROFS, (await file.OpenAsync(OpenFlags.Write | OpenFlags.Truncate, Caller.Self, default)).Errno);
        Assert.Equal("content\n", File.ReadAllText(_scratch["served/file"]));
    }

    private Node Open(bool writable = false) => DirectoryTree.ByPath(_scratch["served"], writable);
}
