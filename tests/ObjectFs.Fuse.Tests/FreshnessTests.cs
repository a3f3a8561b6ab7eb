using System.Text;
using ObjectFs.Tree;
using static ObjectFs.Fuse.Tests.FakeKernel;

namespace ObjectFs.Fuse.Tests;

public sealed class FreshnessTests
{
    [Theory]
    [InlineData(Freshness.Volatile, true, 0, 0)]
    [InlineData(Freshness.Watched, true, 0, 1)]
    [InlineData(Freshness.Watched, false, 0, 0)]
    [InlineData(Freshness.Constant, false, 1, 1)]
    public void Attributes_are_remembered_only_where_they_can_be_taken_back(Freshness freshness, bool watchable, int byLookup, int byGetAttributes)
    {
        using var kernel = new FakeKernel(new StubDirectory { Watchable = watchable, ["f"] = new StubFile(2) { Freshness = freshness } });
        var entry = Read<EntryOut>(kernel.Call(Opcode.Lookup, 1, Name("f")));
        Assert.Equal(byLookup != 0, entry.AttributesValid != 0);
        Assert.Equal(byGetAttributes != 0, Read<AttributesOut>(kernel.Call(Opcode.GetAttributes, entry.NodeId, new byte[16])).Valid != 0);
    }

    [Theory]
    [InlineData(Freshness.Volatile, true, false)]
    [InlineData(Freshness.Watched, true, true)]
    [InlineData(Freshness.Watched, false, false)]
    [InlineData(Freshness.Constant, false, true)]
    public void Names_are_remembered_only_where_they_can_be_taken_back(Freshness freshness, bool watchable, bool remembered)
    {
        using var kernel = new FakeKernel(new StubDirectory { Watchable = watchable, ["f"] = new StubFile(2) { Name = freshness } });
        Assert.Equal(remembered, Read<EntryOut>(kernel.Call(Opcode.Lookup, 1, Name("f"))).EntryValid != 0);
    }

    [Fact]
    public void Without_the_kernels_cache_nothing_is_remembered()
    {
        var root = new StubDirectory { Watchable = true, ["f"] = new StubFile(2) { Name = Freshness.Constant, Freshness = Freshness.Watched } };
        using var kernel = new FakeKernel(root, new SessionOptions { KernelCache = false });
        var entry = Read<EntryOut>(kernel.Call(Opcode.Lookup, 1, Name("f")));
        Assert.Equal(0UL, entry.EntryValid + entry.AttributesValid);
        Assert.Equal(0UL, Read<AttributesOut>(kernel.Call(Opcode.GetAttributes, entry.NodeId, new byte[16])).Valid);
        Assert.Null(root.Watcher);
    }

    [Fact]
    public void A_changed_node_is_told_once_for_what_happens_meanwhile()
    {
        var file = new StubFile(2) { Freshness = Freshness.Watched };
        var root = new StubDirectory { Watchable = true, ["f"] = file };
        using var kernel = new FakeKernel(root);
        var nodeId = kernel.Lookup(1, "f");
        root.Watcher!.Changed(file);
        var (code, body) = kernel.NextNotification();
        Assert.Equal(Notification.InvalidateInode, code);
        Assert.Equal(Bytes(new InvalidateInode { NodeId = nodeId, Offset = -1 }), body);
    }

    [Fact]
    public void What_the_kernel_does_not_know_is_not_told()
    {
        var file = new StubFile(2) { Freshness = Freshness.Watched };
        var root = new StubDirectory { Watchable = true, ["f"] = file };
        using var kernel = new FakeKernel(root);
        root.Watcher!.Changed(file);
        root.Watcher.EntryChanged(file, "x"u8, null);
        root.Watcher.EntryChanged(root, "f"u8, file);
        var nodeId = kernel.Lookup(1, "f");
        root.Watcher.Changed(file);
        Assert.Equal(Bytes(new InvalidateInode { NodeId = nodeId, Offset = -1 }), kernel.NextNotification().Body);
        Assert.False(kernel.HasNotification);
    }

    [Fact]
    public void A_renamed_entry_is_expired_and_a_removed_one_deleted()
    {
        var file = new StubFile(2);
        var root = new StubDirectory { Watchable = true, ["old"] = file };
        using var kernel = new FakeKernel(root);
        var nodeId = kernel.Lookup(1, "old");
        root.Watcher!.EntryChanged(root, "old"u8, null);
        var (code, body) = kernel.NextNotification();
        Assert.Equal(Notification.InvalidateEntry, code);
        Assert.Equal([.. Bytes(new InvalidateEntry { Parent = 1, NameLength = 3, Flags = Protocol.ExpireOnly }), .. "old\0"u8], body);

        root.Watcher.EntryChanged(root, "old"u8, file);
        (code, body) = kernel.NextNotification();
        Assert.Equal(Notification.Delete, code);
        Assert.Equal([.. Bytes(new DeleteEntry { Parent = 1, Child = nodeId, NameLength = 3 }), .. "old\0"u8], body);
    }

    [Fact]
    public void A_name_that_changes_while_it_is_looked_up_is_not_remembered()
    {
        StubDirectory root = null!;
        root = new StubDirectory
        {
            Watchable = true,
            ["f"] = new StubFile(2) { Name = Freshness.Watched, Look = () => root.Watcher!.EntryChanged(root, "f"u8, null) },
        };
        using var kernel = new FakeKernel(root);
        Assert.Equal(0UL, Read<EntryOut>(kernel.Call(Opcode.Lookup, 1, Name("f"))).EntryValid);
    }

    [Fact]
    public void More_changed_names_than_can_be_kept_make_the_kernel_forget_all()
    {
        var root = new StubDirectory { Watchable = true };
        using var kernel = new FakeKernel(root);
        kernel.TakesNotifications.Reset();
        for (var i = 0; i < 200_000; i++)
            root.Watcher!.EntryChanged(root, Encoding.UTF8.GetBytes($"n{i}"), null);
        kernel.TakesNotifications.Set();
        var told = 0;
        while (kernel.NextNotification().Code != Notification.IncrementEpoch)
            Assert.InRange(++told, 0, 70_000);
    }

    [Fact]
    public void A_poll_is_woken_once_for_what_happens_meanwhile()
    {
        IPollWaiter? waiter = null;
        var root = new StubDirectory
        {
            ["f"] = new StubFile(2)
            {
                Handle = () => new StubHandle
                {
                    OnPoll = asked =>
                    {
                        waiter = asked;
                        return PollEvents.None;
                    },
                },
            },
        };
        using var kernel = new FakeKernel(root);
        var file = kernel.Lookup(1, "f");
        var handle = kernel.Open(file);
        kernel.Call(Opcode.Poll, file, Bytes(new PollIn { FileHandle = handle, KernelHandle = 77 }));
        Assert.Null(waiter);
        kernel.Call(Opcode.Poll, file, Bytes(new PollIn { FileHandle = handle, KernelHandle = 77, Flags = Protocol.PollScheduleNotify }));
        waiter!.Wake();
        var (code, body) = kernel.NextNotification();
        Assert.Equal(Notification.Poll, code);
        Assert.Equal(Bytes(new PollWakeup { KernelHandle = 77 }), body);
    }

    [Theory]
    [InlineData(0u, false, FileOpenFlags.DirectIo | FileOpenFlags.NoFlush)]
    [InlineData(1u, false, FileOpenFlags.DirectIo)]
    [InlineData(2u, false, FileOpenFlags.DirectIo)]
    [InlineData(0u, true, FileOpenFlags.DirectIo | FileOpenFlags.NoFlush | FileOpenFlags.Stream | FileOpenFlags.NonSeekable)]
    public void Data_is_never_remembered_and_reading_needs_no_flush(uint flags, bool stream, object expected)
    {
        using var kernel = new FakeKernel(new StubDirectory { ["f"] = new StubFile(2) { Handle = () => new StubHandle { Stream = stream } } });
        var file = kernel.Lookup(1, "f");
        Assert.Equal((FileOpenFlags)expected, (FileOpenFlags)Read<OpenOut>(kernel.Call(Opcode.Open, file, Bytes(new OpenIn { Flags = flags }))).OpenFlags);
    }
}
