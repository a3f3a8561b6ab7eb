using System.Text;
using ObjectFs.Tree;
using ObjectFs.WinFsp.Fake;

namespace ObjectFs.WinFsp.Tests;

/// <summary>Reading, writing, sizes and times.</summary>
public sealed class TransferTests
{
    private const ulong End = ulong.MaxValue;

    [Fact]
    public void A_read_gives_what_is_there_and_then_the_end()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a", "hello"u8));
        using var file = mounted.Open(@"\a");
        var buffer = new byte[3];
        Assert.Equal((NtStatus.Success, 3), (file.Read(0, buffer, out var first), first));
        Assert.Equal((NtStatus.Success, 2), (file.Read(3, buffer, out var second), second));
        Assert.Equal((NtStatus.EndOfFile, 0), (file.Read(5, buffer, out var third), third));
        Assert.Equal((NtStatus.EndOfFile, 0), (file.Read(500, buffer, out var far), far));
    }

    [Fact]
    public void Echo_replaces_the_value()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a", "a longer text"u8));
        Assert.Equal(NtStatus.Success, mounted.Echo(@"\a", "42"));
        Assert.Equal("42\r\n", mounted.Read(@"\a"));
    }

    [Fact]
    public void A_write_tells_the_new_size_and_nothing_of_what_was_on_the_stack()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a", "hello"u8));
        using var file = mounted.Open(@"\a", Access.Read | Access.Write);
        Assert.Equal(NtStatus.Success, file.Write(3, "12345"u8, out var count));
        Assert.Equal((5, 8UL), (count, file.Info.FileSize));
        Assert.Equal("hel12345", Mounted.Read(file));
    }

    [Fact]
    public void A_write_to_the_end_goes_there()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a", "hello"u8));
        using (var file = mounted.Open(@"\a", Access.AppendData))
            Assert.Equal(NtStatus.Success, file.Write(End, " you"u8, out _));
        Assert.Equal("hello you", mounted.Read(@"\a"));
    }

    [Fact]
    public void A_write_of_the_memory_managers_never_makes_the_file_longer()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a", "hello"u8));
        using var file = mounted.Open(@"\a", Access.Read | Access.Write);
        Assert.Equal(NtStatus.Success, file.Write(3, "12345"u8, out var count, constrained: true));
        Assert.Equal((2, 5UL), (count, file.Info.FileSize));
        Assert.Equal(NtStatus.Success, file.Write(100, "12345"u8, out count, constrained: true));
        Assert.Equal((0, "hel12"), (count, Mounted.Read(file)));
    }

    [Fact]
    public void What_a_node_refuses_to_take_is_refused_by_the_write_itself()
    {
        StubHandle handle = new() { OnWrite = static (_, _, _) => new(Errno.EINVAL) };
        using var mounted = Mounted.Start(new StubDirectory { ["a"] = new StubFile(2) { Handle = () => handle } });
        Assert.Equal(NtStatus.InvalidParameter, mounted.Echo(@"\a", "oops"));
    }

    [Fact]
    public void What_a_node_refuses_to_take_later_is_refused_by_the_write_as_well()
    {
        StubHandle handle = new()
        {
            OnWrite = static async (_, _, _) =>
            {
                await Task.Yield();
                return Errno.EINVAL;
            },
        };
        using var mounted = Mounted.Start(new StubDirectory { ["a"] = new StubFile(2) { Handle = () => handle } });
        Assert.Equal(NtStatus.InvalidParameter, mounted.Echo(@"\a", "oops"));
    }

    [Fact]
    public async Task A_write_that_ends_later_takes_what_was_given_and_not_what_lies_there_then()
    {
        TaskCompletionSource go = new();
        var taken = "";
        StubHandle handle = new()
        {
            OnWrite = async (_, data, _) =>
            {
                await go.Task;
                taken = Encoding.UTF8.GetString(data.Span);
                return data.Length;
            },
        };
        using var mounted = Mounted.Start(new StubDirectory { ["a"] = new StubFile(2) { Handle = () => handle } });
        var writing = Task.Run(() => mounted.Echo(@"\a", "hello"));

        // the callback has returned when the dispatcher serves others
        Assert.Equal(NtStatus.Success, mounted.Try(@"\"));
        go.SetResult();
        Assert.Equal(NtStatus.Success, await writing);
        Assert.Equal("hello\r\n", taken);
    }

    [Fact]
    public void Emptying_alone_writes_nothing()
    {
        List<string> calls = [];
        StubHandle handle = new()
        {
            OnTruncate = size =>
            {
                calls.Add($"truncate {size}");
                return Result.Success;
            },
            OnWrite = (_, data, _) =>
            {
                calls.Add("write");
                return new(data.Length);
            },
            OnClose = () => calls.Add("close"),
        };
        using (var mounted = Mounted.Start(new StubDirectory { ["a"] = new StubFile(2) { Handle = () => handle } }))
            mounted.Open(@"\a", Access.Write, Disposition.Overwrite).Dispose();
        Assert.Equal(["truncate 0", "close"], calls);
    }

    [Fact]
    public void Room_that_is_reserved_changes_nothing_unless_it_is_too_little()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a", "hello"u8));
        using var file = mounted.Open(@"\a", Access.Read | Access.Write);
        Assert.Equal(NtStatus.Success, file.SetAllocation(4096));
        Assert.Equal((5UL, "hello"), (file.Info.FileSize, Mounted.Read(file)));
        Assert.Equal(NtStatus.Success, file.SetAllocation(2));
        Assert.Equal((2UL, "he"), (file.Info.FileSize, Mounted.Read(file)));
    }

    [Fact]
    public void A_size_that_is_set_cuts_and_extends()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a", "hello"u8));
        using var file = mounted.Open(@"\a", Access.Read | Access.Write);
        Assert.Equal(NtStatus.Success, file.SetSize(2));
        Assert.Equal("he", Mounted.Read(file));
        Assert.Equal(NtStatus.Success, file.SetSize(4));
        Assert.Equal((4UL, "he\0\0"), (file.Info.FileSize, Mounted.Read(file)));
    }

    [Fact]
    public void Whoever_opened_to_read_changes_nothing()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a", "hello"u8));
        using var file = mounted.Open(@"\a");
        Assert.Equal(NtStatus.AccessDenied, file.Write(0, "x"u8, out _));
        Assert.Equal(NtStatus.AccessDenied, file.SetSize(0));
        Assert.Equal("hello", Mounted.Read(file));
    }

    [Fact]
    public void Flushing_sets_what_was_staged_and_tells_what_is_refused()
    {
        StubHandle handle = new() { OnFlush = static () => Errno.ERANGE };
        using var mounted = Mounted.Start(new StubDirectory { ["a"] = new StubFile(2) { Handle = () => handle } });
        using var file = mounted.Open(@"\a", Access.Write);
        Assert.Equal(NtStatus.Success, file.Write(0, "1"u8, out _));
        Assert.Equal(NtStatus.IntegerOverflow, file.Flush());
    }

    [Fact]
    public unsafe void The_volume_itself_can_be_flushed()
    {
        using var mounted = Mounted.Start(MemoryDirectory.CreateRoot());
        using Requested none = new();
        Assert.Equal(NtStatus.Success, mounted.Drive.Call(Slot.Flush, none, [0, 0]));
    }

    [Fact]
    public void Times_are_kept_and_told_to_the_tick()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a"));
        var then = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc).AddTicks(1234567).ToFileTimeUtc();
        using (var file = mounted.Open(@"\a", Access.WriteAttributes))
            Assert.Equal(NtStatus.Success, file.SetBasics(lastWrite: (ulong)then));
        using var again = mounted.Open(@"\a");
        Assert.Equal((ulong)then, again.Info.LastWriteTime);
    }

    [Fact]
    public async Task Read_only_is_set_and_taken_back_and_is_the_owners_right_to_write()
    {
        var root = MemoryDirectory.CreateRoot();
        var node = root.AddFile("a");
        using var mounted = Mounted.Start(root);
        using (var file = mounted.Open(@"\a", Access.WriteAttributes))
        {
            Assert.Equal(NtStatus.Success, file.SetBasics(FileAttributes.ReadOnly));
            Assert.True((file.Info.Attributes & FileAttributes.ReadOnly) != 0);
        }

        Assert.Equal(0x124, (await node.GetAttributesAsync(CancellationToken.None)).Value.Mode);
        using (var file = mounted.Open(@"\a", Access.WriteAttributes))
            Assert.Equal(NtStatus.Success, file.SetBasics(FileAttributes.Normal));
        Assert.Equal(0x1A4, (await node.GetAttributesAsync(CancellationToken.None)).Value.Mode);
    }

    [Fact]
    public void Attributes_that_mean_nothing_here_are_taken_and_change_nothing()
    {
        using var mounted = Mounted.Start(new StubDirectory { ["a"] = new StubFile(2) });
        using var file = mounted.Open(@"\a", Access.WriteAttributes);
        Assert.Equal(NtStatus.Success, file.SetBasics(FileAttributes.Archive | FileAttributes.Hidden));
        Assert.Equal(NtStatus.Success, file.SetBasics(creation: 1, lastAccess: 1));
    }

    [Fact]
    public void On_a_volume_that_may_not_be_changed_nothing_is()
    {
        var root = MemoryDirectory.CreateRoot();
        root.AddFile("a", "1"u8);
        using var mounted = Mounted.Start(root, static options => options with { ReadOnly = true });
        Assert.Equal(NtStatus.MediaWriteProtected, mounted.Try(@"\a", Access.Write));
        Assert.Equal(NtStatus.MediaWriteProtected, mounted.Try(@"\new", Access.Write, Disposition.Create));
        Assert.Equal(NtStatus.MediaWriteProtected, mounted.Try(@"\a", Access.Read, Disposition.Overwrite));
        using var file = mounted.Open(@"\a", Access.Delete | Access.WriteAttributes);
        Assert.Equal(NtStatus.MediaWriteProtected, file.SetDelete());
        Assert.Equal(NtStatus.MediaWriteProtected, file.Rename(@"\b", replace: false));
        Assert.Equal(NtStatus.MediaWriteProtected, file.SetBasics(FileAttributes.ReadOnly));
        Assert.Equal("1", mounted.Read(@"\a"));
    }

    [Fact]
    public void A_megabyte_comes_and_goes_in_one_piece()
    {
        var data = new byte[1 << 20];
        new Random(1).NextBytes(data);
        using var mounted = Mounted.Start(static root => root.AddFile("a"));
        using var file = mounted.Open(@"\a", Access.Read | Access.Write);
        Assert.Equal((NtStatus.Success, data.Length), (file.Write(0, data, out var written), written));
        var back = new byte[data.Length];
        Assert.Equal((NtStatus.Success, data.Length), (file.Read(0, back, out var read), read));
        Assert.True(data.AsSpan().SequenceEqual(back));
    }

    [Fact]
    public void What_can_be_measured_by_reading_only_is_measured_when_it_is_opened()
    {
        StubHandle handle = new() { Unsized = true, OnRead = static (offset, buffer, _) => new(offset == 0 ? Fill(buffer, 5) : 0) };
        using var mounted = Mounted.Start(new StubDirectory { ["a"] = new StubFile(2) { Handle = () => handle } });
        using var file = mounted.Open(@"\a");
        Assert.Equal(5UL, file.Info.FileSize);
    }

    private static int Fill(Memory<byte> buffer, int count)
    {
        buffer.Span[..count].Fill((byte)'x');
        return count;
    }
}
