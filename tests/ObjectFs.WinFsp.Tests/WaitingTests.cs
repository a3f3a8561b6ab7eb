using System.Text;
using ObjectFs.Tree;
using ObjectFs.WinFsp.Fake;

namespace ObjectFs.WinFsp.Tests;

/// <summary>What is not there at once: answers that come later, readers that go, and mounts that end meanwhile.</summary>
public sealed class WaitingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_read_that_waits_is_answered_when_there_is_something()
    {
        Line line = new();
        using var mounted = Mounted.Start(new StubDirectory { ["a"] = line.File });
        using var file = mounted.Open(@"\a");
        var reading = ReadAsync(file);
        await line.Reading.WaitAsync(Patience, TestContext.Current.CancellationToken);
        line.Say("hello");
        Assert.Equal((NtStatus.Success, "hello"), await reading.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Readers_that_wait_hold_up_nobody_however_many_they_are()
    {
        Line line = new();
        using var mounted = Mounted.Start(new StubDirectory { ["a"] = line.File, ["b"] = new StubFile(9) { Size = 1 } });
        var files = Enumerable.Range(0, 64).Select(_ => mounted.Open(@"\a")).ToList();
        var readings = files.Select(ReadAsync).ToList();
        Assert.True(SpinWait.SpinUntil(() => mounted.Mount.Statistics.Waiting == 64, Patience), "64 wait");
        Assert.Equal(NtStatus.Success, mounted.Try(@"\b"));
        line.Say("x");
        Assert.All(await Task.WhenAll(readings).WaitAsync(Patience, TestContext.Current.CancellationToken), static read => Assert.Equal((NtStatus.Success, "x"), read));
        files.ForEach(static file => file.Dispose());
    }

    [Fact]
    public async Task More_readers_than_may_wait_are_told_so()
    {
        Line line = new();
        using var mounted = Mounted.Start(new StubDirectory { ["a"] = line.File }, static options => options with { MaxWaiting = 2 });
        var files = Enumerable.Range(0, 3).Select(_ => mounted.Open(@"\a")).ToList();
        var readings = files.Take(2).Select(ReadAsync).ToList();
        Assert.True(SpinWait.SpinUntil(() => mounted.Mount.Statistics.Waiting == 2, Patience), "two wait");
        Assert.Equal(NtStatus.InsufficientResources, files[2].Read(0, new byte[10], out _));
        line.Say("x");
        await Task.WhenAll(readings).WaitAsync(Patience, TestContext.Current.CancellationToken);
        files.ForEach(static file => file.Dispose());
    }

    [Fact]
    public async Task When_the_process_that_reads_ends_its_read_is_cancelled()
    {
        Line line = new();
        using var mounted = Mounted.Start(new StubDirectory { ["a"] = line.File });
        var file = mounted.Open(@"\a");
        var hint = Drive.NextHint();
        var reading = Task.Run(() => file.Read(0, new byte[100], out _, hint));
        await line.Reading.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.True(SpinWait.SpinUntil(() => file.Cancel(hint), Patience), "the driver knows the read");
        Assert.Equal(NtStatus.Cancelled, await reading.WaitAsync(Patience, TestContext.Current.CancellationToken));
        file.Dispose();
        await line.Cancelled.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_reader_that_is_gone_does_not_end_those_of_others()
    {
        Line line = new();
        using var mounted = Mounted.Start(new StubDirectory { ["a"] = line.File });
        DriveFile gone = mounted.Open(@"\a"), stays = mounted.Open(@"\a");
        var hint = Drive.NextHint();
        var cancelled = Task.Run(() => gone.Read(0, new byte[100], out _, hint));
        var reading = ReadAsync(stays);
        Assert.True(SpinWait.SpinUntil(() => mounted.Mount.Statistics.Waiting == 2, Patience), "both wait");
        Assert.True(gone.Cancel(hint));
        gone.Dispose();
        await cancelled.WaitAsync(Patience, TestContext.Current.CancellationToken);
        line.Say("still");
        Assert.Equal((NtStatus.Success, "still"), await reading.WaitAsync(Patience, TestContext.Current.CancellationToken));
        stays.Dispose();
    }

    [Fact]
    public async Task Unmounting_ends_the_reads_that_wait()
    {
        Line line = new();
        Task<(NtStatus, string)> reading;
        using (var mounted = Mounted.Start(new StubDirectory { ["a"] = line.File }))
        {
            reading = ReadAsync(mounted.Open(@"\a"));
            await line.Reading.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }

        Assert.Equal((NtStatus.Cancelled, ""), await reading.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_read_that_heeds_nothing_outlives_the_mount_and_answers_nobody()
    {
        TaskCompletionSource<Result<int>> deaf = new();
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        StubHandle handle = new()
        {
            OnRead = (_, _, _) =>
            {
                started.TrySetResult();
                return new(deaf.Task);
            },
        };
        var mounted = Mounted.Start(new StubDirectory { ["a"] = new StubFile(2) { Handle = () => handle } });
        var reading = ReadAsync(mounted.Open(@"\a"));
        await started.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        mounted.Mount.Unmount();
        Assert.Equal((NtStatus.Cancelled, ""), await reading.WaitAsync(Patience, TestContext.Current.CancellationToken));
        deaf.SetResult(0);
        Assert.True(SpinWait.SpinUntil(() => mounted.Mount.Statistics.Waiting == 0, Patience), "nobody waits");
        mounted.Dispose();
    }

    [Fact]
    public async Task What_is_read_for_somebody_who_is_gone_is_copied_nowhere()
    {
        TaskCompletionSource<int> deaf = new(), answered = new();
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        StubHandle handle = new()
        {
            OnRead = async (_, buffer, _) =>
            {
                started.TrySetResult();
                buffer.Span.Fill((byte)'x');
                return await deaf.Task;
            },
            OnClose = () => answered.TrySetResult(0),
        };
        using var mounted = Mounted.Start(new StubDirectory { ["a"] = new StubFile(2) { Handle = () => handle } });
        var file = mounted.Open(@"\a");
        var hint = Drive.NextHint();
        var reading = Task.Run(() => file.Read(0, new byte[10], out _, hint));
        await started.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.True(SpinWait.SpinUntil(() => file.Cancel(hint), Patience), "the driver knows the read");
        Assert.Equal(NtStatus.Cancelled, await reading.WaitAsync(Patience, TestContext.Current.CancellationToken));
        file.Dispose();
        deaf.SetResult(10);

        // closed when nobody is in it any more, and what was complained of is told at the end
        await answered.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public unsafe void What_somebody_writes_who_is_gone_is_not_taken()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "skipped: memory that is gone ends a process here; on Windows, and so under Wine, it does not");
        const ulong Nowhere = 4096;
        using var mounted = Mounted.Start(static root => root.AddFile("a", "kept"u8));
        using var file = mounted.Open(@"\a", Access.Read | Access.Write);
        uint count = 0;
        FileInfo info;
        using Requested none = new();
        TransactResponse response = default;
        Assert.Equal(
            NtStatus.Cancelled,
            mounted.Drive.Call(Slot.Write, none, [(ulong)file.Context, Nowhere, 0, 4, 0, 0, (ulong)&count, (ulong)&info], TransactKind.Write, response: &response));
        Assert.Equal("kept", Mounted.Read(file));
    }

    [Fact]
    public async Task An_answer_may_come_before_the_callback_has_returned()
    {
        // completes on another thread as fast as can be, again and again
        StubHandle handle = new()
        {
            OnRead = static async (offset, buffer, _) =>
            {
                await Task.Yield();
                return offset == 0 ? Encoding.UTF8.GetBytes("fixed", buffer.Span) : 0;
            },
        };
        using var mounted = Mounted.Start(new StubDirectory { ["a"] = new StubFile(2) { Handle = () => handle } });
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < (StandIn.IsNative ? 50 : 200); i++)
                Assert.Equal("fixed", mounted.Read(@"\a"));
        }));
        await Task.WhenAll(readers).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_stream_gives_what_there_is_and_waits_only_for_the_first()
    {
        Line line = new() { IsStream = true };
        using var mounted = Mounted.Start(new StubDirectory { ["a"] = line.File });
        using var file = mounted.Open(@"\a");
        foreach (var text in (string[])["one", "two", "three"])
        {
            var reading = ReadAsync(file);
            line.Say(text);
            Assert.Equal((NtStatus.Success, text), await reading.WaitAsync(Patience, TestContext.Current.CancellationToken));
        }
    }

    private static Task<(NtStatus Status, string Text)> ReadAsync(DriveFile file) => Task.Factory.StartNew(
        () =>
        {
            var buffer = new byte[100];
            var status = file.Read(0, buffer, out var count);
            return (status, Encoding.UTF8.GetString(buffer, 0, count));
        },
        TaskCreationOptions.LongRunning);

    /// <summary>A file whose readers wait until the test says something, which they all hear.</summary>
    private sealed class Line
    {
        private readonly TaskCompletionSource _reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private TaskCompletionSource<string> _said = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Line() => File = new StubFile(2) { Handle = () => new StubHandle { OnRead = Read, Stream = IsStream } };

        public bool IsStream { get; init; }

        public StubFile File { get; }

        public Task Reading => _reading.Task;

        public Task Cancelled => _cancelled.Task;

        public void Say(string text) => _said.SetResult(text);

        private async ValueTask<Result<int>> Read(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
        {
            _reading.TrySetResult();
            try
            {
                var said = Volatile.Read(ref _said);
                var text = await said.Task.WaitAsync(cancellationToken);
                if (IsStream)
                    Interlocked.CompareExchange(ref _said, new(TaskCreationOptions.RunContinuationsAsynchronously), said);
                return Encoding.UTF8.GetBytes(text, buffer.Span);
            }
            catch (OperationCanceledException)
            {
                _cancelled.TrySetResult();
                throw;
            }
        }
    }
}
