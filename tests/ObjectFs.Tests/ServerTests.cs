using ObjectFs.Fuse;

namespace ObjectFs.Tests;

public sealed class ServerTests
{
    [Fact]
    public async Task A_server_without_protocols_serves_nothing()
    {
        await using var server = await ObjectFsServer.StartAsync(new ObjectFsOptions { Protocols = ObjectFsProtocols.None }, TestContext.Current.CancellationToken);
        Assert.Null(server.MountPoint);
        Assert.True(server.Completion.IsCompleted);
    }

    [Fact]
    public async Task Two_servers_show_their_own_objects()
    {
        await using var one = await Server.StartAsync(Server.NewPlace());
        await using var two = await Server.StartAsync(Server.NewPlace());
        await File.WriteAllTextAsync($"{one.MountPoint}/lamp/Brightness", "7", TestContext.Current.CancellationToken);
        Assert.Equal("5\n", await File.ReadAllTextAsync($"{two.MountPoint}/lamp/Brightness", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_read_only_mount_changes_nothing()
    {
        await using var server = await Server.StartAsync(Server.NewPlace(), new FuseMountOptions { ReadOnly = true });
        var file = $"{server.MountPoint}/lamp/Brightness";
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => File.WriteAllTextAsync(file, "7", TestContext.Current.CancellationToken));
        Assert.Contains("ead-only", exception.Message, StringComparison.Ordinal);
        Assert.ThrowsAny<IOException>(() => Directory.CreateDirectory($"{server.MountPoint}/new"));
        Assert.ThrowsAny<IOException>(() => Directory.CreateDirectory($"{server.MountPoint}/.objectfs/tx/new"));
        Assert.Equal("5\n", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Disposal_can_be_repeated_and_completes()
    {
        var server = await Server.StartAsync(Server.NewPlace());
        await server.DisposeAsync();
        await server.DisposeAsync();
        await server.Completion;
    }

    [Fact]
    public async Task An_open_file_does_not_keep_the_mount()
    {
        var server = await Server.StartAsync(Server.NewPlace());
        using var open = File.OpenRead($"{server.MountPoint}/lamp/Brightness");
        await server.DisposeAsync();
        Assert.False(Server.IsMounted(server.MountPoint!));
        Assert.ThrowsAny<IOException>(() => open.ReadByte());
    }

    [Fact]
    public async Task A_server_that_was_given_up_is_not_mounted()
    {
        var at = Server.NewPlace();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ObjectFsServer.StartAsync(new ObjectFsOptions { MountPoint = at }, new CancellationToken(canceled: true)));
        Assert.False(Directory.Exists(at));
    }

    [Fact]
    public async Task A_hundred_mounts_after_another_leave_nothing_behind()
    {
        var at = Server.NewPlace();
        var before = Directory.GetFiles("/proc/self/fd").Length;
        for (var i = 0; i < 100; i++)
        {
            await using var server = await Server.StartAsync(at);
            Assert.True(File.Exists($"{at}/lamp/Brightness"));
        }

        Assert.InRange(Directory.GetFiles("/proc/self/fd").Length, 0, before + 50);
    }
}
