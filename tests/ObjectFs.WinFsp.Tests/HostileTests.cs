using System.Text;
using ObjectFs.Tree;
using ObjectFs.WinFsp.Fake;

namespace ObjectFs.WinFsp.Tests;

/// <summary>Callers and trees that mean no good. None of this may end the process, hold a thread, or leave anything open.</summary>
public sealed class HostileTests
{
    [Fact]
    public void Offsets_and_lengths_that_no_file_has_are_refused_or_read_nothing()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a", "hello"u8));
        using var file = mounted.Open(@"\a", Access.Read | Access.Write);
        foreach (var offset in (ulong[])[long.MaxValue - 10, long.MaxValue, 1UL << 63, ulong.MaxValue - 1, ulong.MaxValue])
            Assert.True(file.Read(offset, new byte[100], out var count) < 0 && count == 0, $"read at {offset}");
        foreach (var offset in (ulong[])[long.MaxValue - 10, long.MaxValue, 1UL << 63, ulong.MaxValue - 1])
            Assert.True(file.Write(offset, new byte[100], out _) < 0, $"write at {offset}");
        foreach (var size in (ulong[])[1UL << 62, long.MaxValue, 1UL << 63, ulong.MaxValue])
            Assert.True(file.SetSize(size) < 0, $"size {size}");
        Assert.Equal("hello", Mounted.Read(file));
    }

    [Fact]
    public unsafe void A_length_beyond_all_bounds_reads_what_is_there_and_writes_nothing()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a", "hello"u8));
        using var file = mounted.Open(@"\a", Access.Read | Access.Write);
        var buffer = stackalloc byte[64];
        uint count = 0;
        FileInfo info;
        using Requested none = new();
        TransactResponse response = default;
        Assert.Equal(NtStatus.Success, mounted.Drive.Call(Slot.Read, none, [(ulong)file.Context, (ulong)buffer, 0, uint.MaxValue, (ulong)&count], TransactKind.Read, response: &response));
        Assert.Equal(5U, response.Size != 0 ? response.Information : count);
        Assert.True(mounted.Drive.Call(Slot.Write, none, [(ulong)file.Context, (ulong)buffer, 0, uint.MaxValue, 0, 0, (ulong)&count, (ulong)&info], TransactKind.Write) < 0);
    }

    [Fact]
    public void Nothing_is_read_and_nothing_written_where_nothing_is_asked()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a", "hello"u8));
        using var file = mounted.Open(@"\a", Access.Read | Access.Write);
        Assert.Equal((NtStatus.Success, 0), (file.Read(0, [], out var read), read));
        Assert.Equal((NtStatus.Success, 0), (file.Write(0, [], out var written), written));
        Assert.Equal("hello", Mounted.Read(file));
    }

    [Fact]
    public void Paths_as_long_as_Windows_has_them_are_not_found()
    {
        using var mounted = Mounted.Start(static root => root.AddDirectory("d"));
        var deep = string.Concat(Enumerable.Repeat(@"\d", 511));
        Assert.True(mounted.Try(deep) < 0);
        Assert.True(mounted.Try($@"\{new string('x', 255)}") < 0);
        Assert.True(mounted.Try($@"\{new string('ü', 255)}", Access.Write, Disposition.Create) < 0);
        Assert.True(mounted.Try($@"\d\{string.Join('\\', Enumerable.Repeat(new string('y', 250), 4))}") < 0);
    }

    [Fact]
    public void Half_of_a_character_is_no_name()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a"));
        foreach (var name in (string[])["\ud800", "a\udc00b", "\udfff\ud800"])
            Refused(mounted, name);
    }

    private static void Refused(Mounted mounted, string name)
    {
        Assert.Equal(NtStatus.ObjectNameInvalid, mounted.Try($@"\{name}"));
        Assert.Equal(NtStatus.ObjectNameInvalid, mounted.Try($@"\{name}", Access.Write, Disposition.Create));
        using var directory = mounted.Open(@"\", options: CreateOptions.DirectoryFile);
        Assert.True(directory.Query(name, out _) < 0);
        Assert.Equal(NtStatus.Success, directory.List(name, 4096, out _, out _));
        using var file = mounted.Open(@"\a", Access.Delete);
        Assert.Equal(NtStatus.ObjectNameInvalid, file.Rename($@"\{name}", replace: true));
    }

    [Theory]
    [InlineData(@"\a:b")]
    [InlineData(@"\a?")]
    [InlineData("\\a\tb")]
    [InlineData(@"\List<int>")]
    [InlineData(@"\a\\b")]
    [InlineData("no backslash")]
    public void Names_that_the_driver_keeps_to_itself_harm_nobody_even_if_they_come(string path)
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a"));
        Assert.Equal(NtStatus.ObjectNameInvalid, mounted.Try(path));
        Assert.True(mounted.Drive.Ask(path, out _) is NtStatus.ObjectNameNotFound or NtStatus.ObjectPathNotFound or NtStatus.ObjectNameInvalid);
    }

    [Fact]
    public void Dots_are_names_like_others_and_lead_nowhere_above()
    {
        using var mounted = Mounted.Start(static root => root.AddDirectory("d"));
        Assert.True(mounted.Drive.Ask(@"\d\..\..\..", out _) < 0);
        Assert.True(mounted.Drive.Ask(@"\.", out _) < 0);
    }

    [Fact]
    public void Openings_without_end_come_up_against_the_limit_and_leave_nothing()
    {
        const int Limit = 1000;
        var openings = StandIn.IsNative ? 3000 : 20_000;
        using var mounted = Mounted.Start(
            new StubDirectory { ["a"] = new StubFile(2) { Size = 1 } },
            static options => options with { MaxOpenFiles = Limit });
        List<DriveFile> files = [];
        var refused = 0;
        for (var i = 0; i < openings; i++)
        {
            var status = mounted.Drive.Create(@"\a", Disposition.Open, Access.ReadAttributes, out var file);
            if (status >= 0)
                files.Add(file!);
            else if (status == NtStatus.TooManyOpenedFiles)
                refused++;
        }

        Assert.Equal((Limit, openings - Limit), (files.Count, refused));
        Assert.Equal(Limit, mounted.Mount.Statistics.OpenFiles);
        files.ForEach(static file => file.Dispose());
        Assert.Equal(0, mounted.Mount.Statistics.OpenFiles);
        Assert.Equal(NtStatus.Success, mounted.Try(@"\a"));
    }

    [Fact]
    public void Whatever_throws_in_a_node_is_an_error_of_the_call_that_met_it()
    {
        using var mounted = Mounted.Start(new StubDirectory { ["a"] = new ThrowingNode(), ["b"] = new StubFile(3) { Handle = static () => new ThrowingHandle().Handle } });
        Assert.True(mounted.Try(@"\a") < 0);
        Assert.True(mounted.Try(@"\a\b") < 0);
        using (var file = mounted.Open(@"\b", Access.Read | Access.Write))
        {
            Assert.True(file.Read(0, new byte[10], out _) < 0);
            Assert.True(file.Write(0, "x"u8, out _) < 0);
            Assert.True(file.SetSize(0) < 0);
            Assert.True(file.Flush() < 0);
            Assert.True(file.Rename(@"\c", replace: false) < 0);
        }

        Assert.Equal(0, mounted.Mount.Statistics.OpenFiles);
    }

    [Fact]
    public void A_node_that_says_it_read_more_than_was_asked_is_not_believed()
    {
        using var mounted = Mounted.Start(new StubDirectory { ["a"] = new StubFile(2) { Handle = static () => new() { OnRead = static (_, _, _) => new(1 << 30) } } });
        using var file = mounted.Open(@"\a");
        Assert.True(file.Read(0, new byte[10], out var count) < 0 || count <= 10);
    }

    [Fact]
    public void A_gigabyte_is_told_as_one_and_read_piece_by_piece()
    {
        const long Gigabyte = 1L << 30;
        StubFile file = new(2)
        {
            Size = Gigabyte,
            Handle = static () => new()
            {
                OnRead = static (offset, buffer, _) =>
                {
                    var count = (int)Math.Min(Gigabyte - offset, buffer.Length);
                    buffer.Span[..count].Fill((byte)'x');
                    return new(count);
                },
            },
        };
        using var mounted = Mounted.Start(new StubDirectory { ["a"] = file });
        using var opened = mounted.Open(@"\a");
        Assert.Equal((ulong)Gigabyte, opened.Info.FileSize);
        var buffer = new byte[1 << 20];
        Assert.Equal((NtStatus.Success, 10), (opened.Read(Gigabyte - 10, buffer, out var count), count));
    }

    [Fact]
    public void A_name_longer_than_Windows_has_room_for_does_not_spoil_the_listing()
    {
        using var mounted = Mounted.Start(new StubDirectory { ["a"] = new StubFile(2), [new string('x', 300)] = new StubFile(3), ["z"] = new StubFile(4) });
        Assert.Equal(["a", "z"], mounted.Names(@"\"));
    }

    [Fact]
    public void Calls_after_the_cleanup_are_served_until_the_close()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a", "hello"u8));
        var file = mounted.Open(@"\a", Access.Read | Access.Write);
        file.Cleanup();

        // the memory manager may still read and write what is mapped; whether that succeeds is the gateway's affair
        file.Read(0, new byte[10], out _);
        file.Write(0, "x"u8, out _);
        Assert.Equal(NtStatus.Success, file.Query());
        file.Flush();
        file.Close();
        Assert.Equal(0, mounted.Mount.Statistics.OpenFiles);
    }

    [Fact]
    public unsafe void Slots_that_are_empty_are_answered_by_the_DLL()
    {
        using var mounted = Mounted.Start(MemoryDirectory.CreateRoot());
        using Requested none = new();
        for (var slot = 33; slot < (int)Slot.Count; slot++)
            Assert.Equal(NtStatus.InvalidDeviceRequest, mounted.Drive.Call((Slot)slot, none, []));
    }

    [Fact]
    public async Task Eight_threads_open_read_and_close_under_the_garbage_collector()
    {
        using var mounted = Mounted.Start(static root =>
        {
            var items = root.AddDirectory("Items");
            for (var i = 0; i < 100; i++)
                items.AddFile($"item-{i}", Encoding.UTF8.GetBytes($"item {i}"));
        });
        using CancellationTokenSource end = new();
        var collecting = Task.Run(
            () =>
            {
                while (!end.IsCancellationRequested)
                {
                    GC.Collect();
                    _ = new byte[100_000];
                    Thread.Yield();
                }
            },
            CancellationToken.None);
        var readers = Enumerable.Range(0, 8).Select(seed => Task.Run(() =>
        {
            for (var i = 0; i < 40; i++)
            {
                var item = (i + (seed * 13)) % 100;
                Assert.Equal($"item {item}", mounted.Read($@"\Items\item-{item}"));
                if (i % 20 == 0)
                    Assert.Equal(102, mounted.Names(@"\items", 700).Count);
            }
        }));
        await Task.WhenAll(readers);
        await end.CancelAsync();
        await collecting;
        Assert.Equal(0, mounted.Mount.Statistics.OpenFiles);
    }

    [Fact]
    public async Task Unmounting_under_load_leaves_nothing_open_and_answers_everybody()
    {
        for (var round = 0; round < 5; round++)
        {
            using var mounted = Mounted.Start(static root => root.AddFile("a", "hello"u8));
            using Barrier barrier = new(5);
            var users = Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    barrier.SignalAndWait();
                    NtStatus status;
                    do
                    {
                        status = mounted.Drive.Create(@"\a", Disposition.Open, Access.Read, out var file);
                        file?.Read(0, new byte[10], out var _);
                        file?.Dispose();
                    }
                    while (status >= 0);
                },
                TaskCreationOptions.LongRunning)).ToList();
            barrier.SignalAndWait();
            mounted.Mount.Unmount();
            await Task.WhenAll(users).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }
    }

    private sealed class ThrowingNode : Node
    {
        public override NodeKind Kind => NodeKind.File;

        public override ulong Inode => 2;

        public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("attributes");
    }

    private sealed class ThrowingHandle
    {
        public StubHandle Handle { get; } = new()
        {
            OnRead = static (_, _, _) => throw new InvalidOperationException("read"),
            OnWrite = static (_, _, _) => throw new InvalidOperationException("write"),
            OnTruncate = static _ => throw new InvalidOperationException("truncate"),
            OnFlush = static () => throw new InvalidOperationException("flush"),
            OnClose = static () => throw new InvalidOperationException("close"),
        };
    }
}
