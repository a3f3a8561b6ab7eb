using Microsoft.Extensions.Logging.Abstractions;
using ObjectFs.Tree;

namespace ObjectFs.Fuse.Tests;

public sealed class MountPointTests : IDisposable
{
    private readonly string _directory = Mounted.TemporaryDirectory();

    [Fact]
    public async Task A_file_is_no_mount_point()
    {
        var file = Path.Join(_directory, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        await RefusedAsync(file, Errno.ENOTDIR, "is a file");
        await RefusedAsync(Path.Join(file, "below"), Errno.ENOTDIR, "is a file");
    }

    [Fact]
    public Task A_mount_point_without_a_parent_is_refused() => RefusedAsync(Path.Join(_directory, "a", "b"), Errno.ENOENT, "mkdir -p");

    [Fact]
    public async Task A_mount_point_that_is_not_empty_is_refused_unless_allowed()
    {
        Directory.CreateDirectory(Path.Join(_directory, "full", "child"));
        await RefusedAsync(Path.Join(_directory, "full"), Errno.ENOTEMPTY, "not empty");
        Mounted.RequireRoot();
        await using var mount = await MountAsync(Path.Join(_directory, "full"), static options => options with { AllowNonEmpty = true });
        Assert.Equal(["f"], Directory.EnumerateFileSystemEntries(mount.MountPoint).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_place_that_is_mounted_on_is_refused()
    {
        Mounted.RequireRoot();
        await using var mount = await MountAsync(Path.Join(_directory, "mnt"));
        await RefusedAsync(mount.MountPoint, Errno.EBUSY, "mounted on");
    }

    [Fact]
    public async Task A_link_that_leads_nowhere_and_one_that_goes_round_are_refused()
    {
        File.CreateSymbolicLink(Path.Join(_directory, "nowhere"), "absent");
        File.CreateSymbolicLink(Path.Join(_directory, "round"), "round");
        await RefusedAsync(Path.Join(_directory, "nowhere"), Errno.EEXIST, "leads nowhere");
        await RefusedAsync(Path.Join(_directory, "round"), Errno.ELOOP, "circle");
    }

    [Fact]
    public async Task No_name_and_a_name_too_long_are_refused()
    {
        await RefusedAsync("", Errno.EINVAL, "no name");
        await RefusedAsync(Path.Join(_directory, new string('x', 300)), Errno.ENAMETOOLONG, "too long");
    }

    [Theory]
    [InlineData("a blank")]
    [InlineData("comma,s")]
    [InlineData("back\\slash")]
    [InlineData("tab\there")]
    [InlineData("größe-目录")]
    public async Task Odd_names_work(string name)
    {
        Mounted.RequireRoot();
        var path = Path.Join(_directory, name);
        await using (var mount = await MountAsync(path, static options => options with { Source = "a, b\\c d" }))
        {
            Assert.Equal(path, mount.MountPoint);
            Assert.Equal("content", await File.ReadAllTextAsync(Path.Join(path, "f"), TestContext.Current.CancellationToken));
            Assert.Equal(new { Type = MountEntry.OwnType, Source = "a, b\\c d" }, new { MountTable.At(path)!.Type, MountTable.At(path)!.Source });
        }

        Assert.Null(MountTable.At(path));
        Assert.False(Directory.Exists(path));
    }

    [Fact]
    public async Task A_link_to_a_directory_is_followed_and_the_directory_stays()
    {
        Mounted.RequireRoot();
        var real = Directory.CreateDirectory(Path.Join(_directory, "real")).FullName;
        File.CreateSymbolicLink(Path.Join(_directory, "link"), "real");
        await using (var mount = await MountAsync(Path.Join(_directory, "link") + "/"))
            Assert.Equal(real, mount.MountPoint);
        Assert.True(Directory.Exists(real));
    }

    [Fact]
    public async Task A_relative_path_is_one_from_the_current_directory()
    {
        Mounted.RequireRoot();
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, Path.Join(_directory, "mnt"));
        await using var mount = await MountAsync(relative);
        Assert.Equal(Path.Join(_directory, "mnt"), mount.MountPoint);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static async Task RefusedAsync(string path, Errno errno, string part)
    {
        var refused = await Assert.ThrowsAsync<FuseMountException>(() => MountAsync(path));
        Assert.Equal(errno, refused.Errno);
        Assert.Contains(part, refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty(refused.Remedy);
    }

    private static Task<FuseMount> MountAsync(string path, Func<FuseMountOptions, FuseMountOptions>? change = null)
    {
        var root = MemoryDirectory.CreateRoot();
        root.AddFile("f", "content"u8);
        var options = new FuseMountOptions { MountPoint = path };
        return FuseMount.StartAsync(root, change?.Invoke(options) ?? options, NullLogger.Instance, TestContext.Current.CancellationToken);
    }
}
