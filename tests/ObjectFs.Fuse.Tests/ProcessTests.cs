using Microsoft.Extensions.Logging.Abstractions;
using ObjectFs.Tree;

namespace ObjectFs.Fuse.Tests;

/// <summary>Programs of their own that mount, end and are killed.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly string _directory = Mounted.TemporaryDirectory();

    private string MountPoint => Path.Join(_directory, "mnt");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_killed_program_left_behind_is_cleaned_by_the_next()
    {
        Mounted.RequireRoot();
        await using (var host = HostProcess.Start(MountPoint))
        {
            Assert.Equal("ready", await host.ReadLineAsync());
            Assert.Equal("hello\n", await File.ReadAllTextAsync(Path.Join(MountPoint, "hello"), Token));
            host.Process.Kill();
            await host.EndAsync();
        }

        Assert.Equal(MountEntry.OwnType, MountTable.At(MountPoint)?.Type);
        var dead = Assert.ThrowsAny<IOException>(() => File.ReadAllText(Path.Join(MountPoint, "hello")));
        Assert.Contains("not connected", dead.Message, StringComparison.Ordinal);

        await using (var mount = await FuseMount.StartAsync(
            MemoryDirectory.CreateRoot(), new FuseMountOptions { MountPoint = MountPoint }, NullLogger.Instance, Token))
        {
            Assert.Empty(Directory.GetFileSystemEntries(mount.MountPoint));
        }

        Assert.Null(MountTable.At(MountPoint));
    }

    [Fact]
    public async Task A_program_killed_while_it_writes_a_file_of_its_own_mount_dies()
    {
        Mounted.RequireRoot();
        await using (var host = HostProcess.Start(MountPoint))
        {
            Assert.Equal("ready", await host.ReadLineAsync());
            Assert.Equal("holding", await host.TellAsync("hold"));
            host.Process.Kill();
            await host.EndAsync();
        }

        Assert.True(Mounting.Detach(MountPoint));
    }

    [Fact]
    public async Task A_program_that_exits_with_a_file_of_its_own_mount_open_ends_and_leaves_nothing_mounted()
    {
        Mounted.RequireRoot();
        await using var host = HostProcess.Start(MountPoint);
        Assert.Equal("ready", await host.ReadLineAsync());
        Assert.Equal("holding", await host.TellAsync("hold"));
        await host.Process.StandardInput.WriteLineAsync("exit");
        Assert.Equal(3, await host.EndAsync());
        Assert.Null(MountTable.At(MountPoint));
    }

    [Fact]
    public async Task A_client_of_a_killed_program_does_not_hang()
    {
        Mounted.RequireRoot();
        await using var host = HostProcess.Start(MountPoint);
        Assert.Equal("ready", await host.ReadLineAsync());
        using var client = Mounted.Start(MountPoint, "sh", "-c", "exec 3< \"$M/hello\"; echo open; read x; cat <&3; echo $?");
        Assert.Equal("open", await client.StandardOutput.ReadLineAsync(Token));
        host.Process.Kill();
        await host.EndAsync();
        await client.StandardInput.WriteLineAsync("go");
        Assert.Equal("1", await client.StandardOutput.ReadLineAsync(Token));
        await client.WaitForExitAsync(Token);
        Assert.True(Mounting.Detach(MountPoint));
    }

    [Fact]
    public async Task An_ordinary_user_mounts_by_fusermount3_and_nothing_is_left()
    {
        RequireOpenDevice();
        Assert.SkipUnless(File.Exists("/usr/bin/fusermount3") || File.Exists("/bin/fusermount3"), "fusermount3 is not installed (package fuse3).");
        var own = OwnedByNobody();
        await using (var host = HostProcess.StartBy(Nobody, own))
        {
            Assert.Equal("ready", await host.ReadLineAsync());
            Assert.Equal(MountEntry.OwnType, MountTable.At(own)?.Type);
            Assert.Equal("unmounted", await host.TellAsync("unmount"));
        }

        Assert.Null(MountTable.At(own));
        Assert.False(Directory.Exists(own));
    }

    [Fact]
    public async Task An_ordinary_user_is_told_what_letting_others_in_needs()
    {
        RequireOpenDevice();
        Assert.SkipUnless(File.Exists("/usr/bin/fusermount3") || File.Exists("/bin/fusermount3"), "fusermount3 is not installed (package fuse3).");
        Assert.SkipWhen(
            File.Exists("/etc/fuse.conf") && File.ReadLines("/etc/fuse.conf").Any(static line => line.Trim() == "user_allow_other"), "Others are let in here (/etc/fuse.conf).");
        await using var host = HostProcess.StartBy(Nobody, OwnedByNobody(), "other");
        Assert.Contains("user_allow_other to /etc/fuse.conf", await host.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_namespace_of_ones_own_is_enough()
    {
        RequireOpenDevice();
        var own = OwnedByNobody();
        await using var host = HostProcess.StartBy([.. Nobody, "unshare", "--user", "--map-root-user", "--mount"], own, "other");
        var line = await host.ReadLineAsync();
        Assert.SkipWhen(line is null, "User namespaces are not allowed here.");
        Assert.Equal("ready", line);
        Assert.Equal("unmounted", await host.TellAsync("unmount"));
    }

    [Fact]
    public Task A_closed_device_is_explained() => ExplainedAsync(
        "mknod -m 600 \"$0/fuse\" c 10 229 && mount --bind \"$0/fuse\" /dev/fuse", Nobody, "chmod 666 /dev/fuse");

    [Fact]
    public Task A_missing_device_is_explained() => ExplainedAsync(
        "mount -t tmpfs none /dev && mknod -m 666 /dev/null c 1 3 && mknod -m 666 /dev/urandom c 1 9", Nobody, "modprobe fuse");

    [Fact]
    public Task A_missing_fusermount3_is_explained() => ExplainedAsync(
        "mknod -m 666 \"$0/fuse\" c 10 229 && mount --bind \"$0/fuse\" /dev/fuse", [.. Nobody, "PATH=/nowhere"], "Install the package fuse3");

    [Fact]
    public async Task A_root_without_the_right_to_mount_is_told_what_its_container_lacks()
    {
        Mounted.RequireRoot();
        await using var host = HostProcess.StartBy(["setpriv", "--bounding-set=-sys_admin", "--inh-caps=-sys_admin"], MountPoint);
        Assert.Contains("--cap-add SYS_ADMIN --device /dev/fuse", await host.ReadLineAsync(), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static string[] Nobody => ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "env", "HOME=/tmp", "DOTNET_CLI_HOME=/tmp"];

    private static void RequireOpenDevice()
    {
        Mounted.RequireRoot();
        Assert.SkipUnless(File.GetUnixFileMode("/dev/fuse").HasFlag(UnixFileMode.OtherWrite), "/dev/fuse is open to root only here (chmod 666 /dev/fuse).");
    }

    /// <summary>In a mount namespace of its own, where the devices are as a script makes them.</summary>
    private async Task ExplainedAsync(string script, string[] user, string part)
    {
        Mounted.RequireRoot();
        var own = OwnedByNobody();
        await using var host = HostProcess.StartBy(["unshare", "--mount", "sh", "-c", script + " && exec \"$@\"", _directory, .. user], own);
        var line = await host.ReadLineAsync();
        Assert.SkipWhen(line is null, "No devices can be made here.");
        Assert.Contains(part, line, StringComparison.Ordinal);
    }

    private string OwnedByNobody()
    {
        File.SetUnixFileMode(_directory, (UnixFileMode)0b111_111_111);
        return MountPoint;
    }
}
