using System.Diagnostics;
using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Fuse.Tests;

/// <summary>What only the real kernel can show: waiting, waking, remembering, dying.</summary>
public sealed class KernelTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_killed_while_a_node_never_answers_dies_and_the_mount_goes_on()
    {
        var hangs = new HangingFile(2);
        await using var mounted = await Mounted.StartAsync(new StubDirectory { ["hangs"] = hangs.File });
        using var client = Mounted.Start(mounted.Mount.MountPoint, "cat", mounted["hangs"]);
        await hangs.Reading.WaitAsync(Patience, Token);
        client.Kill();
        await client.WaitForExitAsync(Token).WaitAsync(Patience, Token);
        Assert.True(File.Exists(mounted["hangs"]));
        hangs.Answer();
    }

    [Fact]
    public async Task A_client_that_is_interrupted_cancels_the_node()
    {
        var reading = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        var root = new StubDirectory
        {
            ["waits"] = new StubFile(2)
            {
                Handle = () => new StubHandle
                {
                    Stream = true,
                    OnRead = async (_, _, cancellationToken) =>
                    {
                        await using var registration = cancellationToken.Register(cancelled.SetResult);
                        reading.TrySetResult();
                        await cancelled.Task;
                        return Errno.EINTR;
                    },
                },
            },
        };
        await using var mounted = await Mounted.StartAsync(root);
        using var client = Mounted.Start(mounted.Mount.MountPoint, "cat", mounted["waits"]);
        await reading.Task.WaitAsync(Patience, Token);
        using var kill = Process.Start("kill", ["-INT", client.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await cancelled.Task.WaitAsync(Patience, Token);
        await client.WaitForExitAsync(Token).WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task A_poll_sleeps_until_it_is_woken()
    {
        var events = PollEvents.None;
        var waiting = new TaskCompletionSource<IPollWaiter>();
        var root = new StubDirectory
        {
            ["f"] = new StubFile(2)
            {
                Handle = () => new StubHandle
                {
                    OnPoll = waiter =>
                    {
                        if (waiter is not null)
                            waiting.TrySetResult(waiter);
                        return events;
                    },
                },
            },
        };
        await using var mounted = await Mounted.StartAsync(root);
        var descriptor = Posix.Open(mounted["f"], 0);
        Assert.True(descriptor >= 0);
        Assert.Equal(PollEvents.None, Posix.Poll(descriptor, PollEvents.Priority, 0));
        var sleeper = Task.Factory.StartNew(() => Posix.Poll(descriptor, PollEvents.Priority, -1), Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var waiter = await waiting.Task.WaitAsync(Patience, Token);
        Assert.False(sleeper.IsCompleted);
        events = PollEvents.Priority | PollEvents.Error;
        waiter.Wake();
        Assert.Equal(PollEvents.Priority | PollEvents.Error, await sleeper.WaitAsync(Patience, Token));
        Posix.Close(descriptor);
    }

    [Fact]
    public async Task A_watched_nodes_stat_is_served_by_the_kernel_until_it_is_told()
    {
        var file = new StubFile(2) { Freshness = Freshness.Watched, Name = Freshness.Watched, Size = 1 };
        var root = new StubDirectory { Watchable = true, Freshness = Freshness.Constant, ["f"] = file };
        await using var mounted = await Mounted.StartAsync(root);
        Assert.Equal(1, new FileInfo(mounted["f"]).Length);
        var lookups = mounted.Mount.Session.Operations(Opcode.Lookup);
        var gets = mounted.Mount.Session.Operations(Opcode.GetAttributes);
        for (var i = 0; i < 100; i++)
            Assert.Equal(1, new FileInfo(mounted["f"]).Length);
        Assert.Equal(lookups, mounted.Mount.Session.Operations(Opcode.Lookup));
        Assert.Equal(gets, mounted.Mount.Session.Operations(Opcode.GetAttributes));

        file.Size = 22;
        root.Watcher!.Changed(file);
        await SeenAsync(() => new FileInfo(mounted["f"]).Length == 22);
        Assert.Equal(gets + 1, mounted.Mount.Session.Operations(Opcode.GetAttributes));
    }

    [Fact]
    public async Task A_removed_name_is_gone_at_once_and_a_renamed_directory_keeps_its_shells()
    {
        var file = new StubFile(2) { Name = Freshness.Watched };
        var directory = new StubDirectory(3) { Freshness = Freshness.Watched, ["inner"] = new StubFile(4) };
        var root = new StubDirectory { Watchable = true, Freshness = Freshness.Watched, ["f"] = file, ["d"] = directory };
        await using var mounted = await Mounted.StartAsync(root);
        Assert.True(File.Exists(mounted["f"]));
        root.Remove("f");
        Assert.True(File.Exists(mounted["f"]));
        root.Watcher!.EntryChanged(root, "f"u8, file);
        await SeenAsync(() => !File.Exists(mounted["f"]));

        using var shell = Mounted.Start(mounted.Mount.MountPoint, "sh", "-c", "cd \"$M/d\" && echo in && read x && ls inner; stat -c %i \"$M/e\"");
        Assert.Equal("in", await shell.StandardOutput.ReadLineAsync(Token));
        root.Remove("d");
        root["e"] = directory;
        root.Watcher.EntryChanged(root, "d"u8, null);
        await SeenAsync(() => !Directory.Exists(mounted["d"]) && Directory.Exists(mounted["e"]));
        await shell.StandardInput.WriteLineAsync("go");
        Assert.Equal("inner\n3\n", await shell.StandardOutput.ReadToEndAsync(Token));
        await shell.WaitForExitAsync(Token).WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task A_node_that_reads_its_own_mount_does_not_hold_it_up()
    {
        string? path = null;
        var root = new StubDirectory
        {
            ["inner"] = new StubFile(2)
            {
                Handle = () => new StubHandle { OnRead = (offset, buffer, _) => new(offset == 0 ? Copy("inner"u8, buffer) : 0) },
            },
            ["outer"] = new StubFile(3)
            {
                // against the contract, on purpose: it blocks the thread that serves the mount
                Handle = () => new StubHandle { OnRead = (offset, buffer, _) => new(offset == 0 ? Copy(File.ReadAllBytes(path!), buffer) : 0) },
            },
        };
        await using var mounted = await Mounted.StartAsync(root);
        path = mounted["inner"];
        Assert.Equal("inner", await File.ReadAllTextAsync(mounted["outer"], Token));
    }

    [Fact]
    public async Task Unmounting_from_outside_ends_the_mount_and_removes_the_directory_that_was_made()
    {
        await using var mounted = await Mounted.StartAsync(MemoryDirectory.CreateRoot());
        Assert.Equal(0, (await mounted.RunAsync("umount", mounted.Mount.MountPoint)).Status);
        await mounted.Mount.Completion.WaitAsync(Patience, Token);
        Assert.False(Directory.Exists(mounted.Mount.MountPoint));
    }

    [Fact]
    public async Task Unmounting_ends_whoever_waits_and_whoever_has_a_file_open()
    {
        var hangs = new HangingFile(2);
        await using var mounted = await Mounted.StartAsync(new StubDirectory { ["hangs"] = hangs.File });
        using var client = Mounted.Start(mounted.Mount.MountPoint, "cat", mounted["hangs"]);
        await hangs.Reading.WaitAsync(Patience, Token);
        var held = Posix.Open(mounted["hangs"], 2);
        Assert.True(held >= 0);
        mounted.Mount.Unmount();
        mounted.Mount.Unmount();
        await mounted.Mount.Completion.WaitAsync(Patience, Token);
        await client.WaitForExitAsync(Token).WaitAsync(Patience, Token);
        Assert.Equal(-1, ReadByte(held));
        Posix.Close(held);
        Assert.Null(MountTable.At(mounted.Mount.MountPoint));
        hangs.Answer();
    }

    [Fact]
    public async Task Unmounting_from_within_a_node_returns()
    {
        FuseMount? mount = null;
        var root = new StubDirectory
        {
            ["end"] = new StubFile(2)
            {
                Handle = () => new StubHandle
                {
                    OnRead = (_, _, _) =>
                    {
                        mount!.Unmount();
                        return new(0);
                    },
                },
            },
        };
        await using var mounted = await Mounted.StartAsync(root);
        mount = mounted.Mount;
        Assert.NotEqual(0, (await mounted.RunAsync("cat", mounted["end"])).Status);
        await mount.Completion.WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task Another_mount_at_the_same_place_is_left_alone()
    {
        await using var mounted = await Mounted.StartAsync(MemoryDirectory.CreateRoot());
        var path = mounted.Mount.MountPoint;
        Assert.Equal(0, (await mounted.RunAsync("mount", "-t", "tmpfs", "over", path)).Status);
        mounted.Mount.Unmount();
        Assert.Equal("tmpfs", MountTable.At(path)?.Type);
        Assert.Equal(0, (await mounted.RunAsync("umount", path)).Status);
        if (MountTable.At(path) is not null)
            Assert.Equal(0, (await mounted.RunAsync("umount", "-l", path)).Status);
    }

    [Fact]
    public async Task Writes_to_own_files_are_set_though_the_kernel_sends_no_flush()
    {
        var flushed = new TaskCompletionSource();
        var root = new StubDirectory { ["f"] = new StubFile(2) { Handle = () => new StubHandle { OnFlush = () => flushed.TrySetResult() } } };
        await using var mounted = await Mounted.StartAsync(root);
        await using (var file = new FileStream(mounted["f"], FileMode.Open, FileAccess.Write))
            file.Write("x"u8);
        await flushed.Task.WaitAsync(Patience, Token);
        Assert.Equal(0, mounted.Mount.Session.Operations(Opcode.Flush));
    }

    private static int Copy(ReadOnlySpan<byte> from, Memory<byte> to)
    {
        from.CopyTo(to.Span);
        return from.Length;
    }

    private static unsafe nint ReadByte(int descriptor)
    {
        byte one;
        return Posix.Read(descriptor, &one, 1, 0);
    }

    /// <summary>The kernel is told from a thread of its own, so that it knows a moment later.</summary>
    private static async Task SeenAsync(Func<bool> seen)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!seen())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, "The kernel was not told.");
            await Task.Yield();
        }
    }
}
