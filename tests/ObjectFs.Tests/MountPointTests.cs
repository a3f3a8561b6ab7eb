using ObjectFs.Fuse;
using ObjectFs.Tree;

namespace ObjectFs.Tests;

/// <summary>Where a server can be mounted, and where not.</summary>
public sealed class MountPointTests
{
    [Fact]
    public async Task A_directory_that_is_missing_is_made_and_removed_again()
    {
        var at = Server.NewPlace();
        await using (var server = await Server.StartAsync(at))
        {
            Assert.Equal(at, server.MountPoint);
            Assert.Equal("5\n", await File.ReadAllTextAsync($"{at}/lamp/Brightness", TestContext.Current.CancellationToken));
        }

        Assert.False(Directory.Exists(at));
    }

    [Fact]
    public async Task A_directory_that_is_there_stays()
    {
        var at = Directory.CreateDirectory(Server.NewPlace()).FullName;
        await using (await Server.StartAsync(at))
            Assert.True(Server.IsMounted(at));
        Assert.False(Server.IsMounted(at));
        Directory.Delete(at);
    }

    [Fact]
    public async Task Without_a_mount_point_the_server_finds_one_of_its_own()
    {
        string at;
        await using (var server = await Server.StartAsync(null))
        {
            at = server.MountPoint!;
            Assert.Contains(Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture), at, StringComparison.Ordinal);
            Assert.True(Server.IsMounted(at));
        }

        Assert.False(Directory.Exists(at));
    }

    [Fact]
    public async Task A_file_is_no_mount_point()
    {
        var at = Server.NewPlace();
        await File.WriteAllTextAsync(at, "", TestContext.Current.CancellationToken);
        Assert.Equal(Errno.ENOTDIR, await Server.RefusalAsync(at));
        Assert.Equal(Errno.ENOTDIR, await Server.RefusalAsync($"{at}/below"));
        File.Delete(at);
    }

    [Fact]
    public async Task A_missing_parent_is_named()
    {
        Assert.Equal(Errno.ENOENT, await Server.RefusalAsync($"{Server.NewPlace()}/below"));
    }

    [Fact]
    public async Task An_empty_name_is_no_mount_point() => Assert.Equal(Errno.EINVAL, await Server.RefusalAsync(""));

    [Fact]
    public async Task A_directory_with_something_in_it_is_refused_unless_allowed()
    {
        var at = Directory.CreateDirectory(Server.NewPlace()).FullName;
        await File.WriteAllTextAsync($"{at}/precious", "", TestContext.Current.CancellationToken);
        Assert.Equal(Errno.ENOTEMPTY, await Server.RefusalAsync(at));
        await using (await Server.StartAsync(at, new FuseMountOptions { AllowNonEmpty = true }))
            Assert.False(File.Exists($"{at}/precious"));
        Assert.True(File.Exists($"{at}/precious"));
        Directory.Delete(at, recursive: true);
    }

    [Fact]
    public async Task A_mount_point_in_use_is_refused_and_the_mount_goes_on()
    {
        var at = Server.NewPlace();
        await using var server = await Server.StartAsync(at);
        Assert.Equal(Errno.EBUSY, await Server.RefusalAsync(at));
        Assert.True(File.Exists($"{at}/lamp/Brightness"));
    }

    [Fact]
    public async Task A_symbolic_link_to_a_directory_is_followed()
    {
        var at = Directory.CreateDirectory(Server.NewPlace()).FullName;
        var link = Server.NewPlace();
        File.CreateSymbolicLink(link, at);
        await using (var server = await Server.StartAsync(link))
            Assert.Equal(at, server.MountPoint);
        File.Delete(link);
        Directory.Delete(at);
    }

    [Fact]
    public async Task Names_with_blanks_commas_and_other_letters_can_be_mounted_on()
    {
        var at = Server.NewPlace() + " with, blank\\ü";
        await using (await Server.StartAsync(at))
            Assert.True(File.Exists($"{at}/lamp/Brightness"));
        Assert.False(Directory.Exists(at));
    }
}
