using ObjectFs.Tree;
using static ObjectFs.Fuse.Tests.FakeKernel;

namespace ObjectFs.Fuse.Tests;

public sealed class InterruptTests
{
    // nobody takes over from a thread that is slow: requests are begun in the order in which they came
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task An_interrupted_request_of_a_node_that_never_answers_is_answered_all_the_same()
    {
        var never = new TaskCompletionSource<Result<int>>();
        using var kernel = Kernel((_, _, _) => new(never.Task), out var file, out var handle);
        var read = kernel.CallAsync(Opcode.Read, file, out var unique, Bytes(new ReadIn { ReadFlags = ReadIn.ByOwner, FileHandle = handle, Size = 10 }));
        kernel.Interrupt(unique);
        Assert.Equal(-(int)Errno.EINTR, (await read).Error);

        never.SetResult(5);
        Assert.Equal(0, kernel.Call(Opcode.GetAttributes, 1, new byte[16]).Error);
    }

    [Fact]
    public async Task An_interrupt_cancels_the_node_and_its_own_answer_counts()
    {
        using var kernel = Kernel(
            async (_, _, cancellationToken) =>
            {
                var cancelled = new TaskCompletionSource();
                await using var registration = cancellationToken.Register(cancelled.SetResult);
                await cancelled.Task;
                return Errno.ETIMEDOUT;
            },
            out var file,
            out var handle);
        var read = kernel.CallAsync(Opcode.Read, file, out var unique, Bytes(new ReadIn { ReadFlags = ReadIn.ByOwner, FileHandle = handle, Size = 10 }));
        kernel.Interrupt(unique);
        Assert.Equal(-(int)Errno.ETIMEDOUT, (await read).Error);
    }

    [Fact]
    public async Task A_cancelled_wait_that_throws_is_EINTR()
    {
        using var kernel = Kernel(
            async (_, _, cancellationToken) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                return 0;
            },
            out var file,
            out var handle);
        var read = kernel.CallAsync(Opcode.Read, file, out var unique, Bytes(new ReadIn { ReadFlags = ReadIn.ByOwner, FileHandle = handle, Size = 10 }));
        kernel.Interrupt(unique);
        Assert.Equal(-(int)Errno.EINTR, (await read).Error);
    }

    [Fact]
    public async Task A_node_that_holds_its_thread_is_answered_for_and_the_others_go_on()
    {
        using var hold = new ManualResetEventSlim();
        using var kernel = Kernel(
            (_, _, _) =>
            {
                hold.Wait(TestContext.Current.CancellationToken);
                return new(0);
            },
            out var file,
            out var handle);
        var read = kernel.CallAsync(Opcode.Read, file, out var unique, Bytes(new ReadIn { ReadFlags = ReadIn.ByOwner, FileHandle = handle, Size = 10 }));
        Assert.Equal(0, kernel.Call(Opcode.GetAttributes, 1, new byte[16]).Error);
        kernel.Interrupt(unique);
        Assert.Equal(-(int)Errno.EINTR, (await read).Error);
        hold.Set();
    }

    [Fact]
    public async Task When_every_thread_is_held_up_the_last_refuses_and_still_hears_who_gave_up_each_time()
    {
        ManualResetEventSlim? hold = null;
        CountdownEvent? held = null;
        using var kernel = Kernel(
            (_, _, _) =>
            {
                var until = hold!;
                held!.Signal();
                until.Wait(TestContext.Current.CancellationToken);
                return new(0);
            },
            out var file,
            out var handle,
            new SessionOptions { MaxThreads = 3 });
        for (var round = 0; round < 3; round++)
        {
            // after the first time the threads lie ready
            using (hold = new())
            using (held = new(2))
            {
                var reads = new List<(Task<Reply> Reply, ulong Unique)>();
                for (var i = 0; i < 2; i++)
                {
                    var reply = kernel.CallAsync(Opcode.Read, file, out var unique, Bytes(new ReadIn { ReadFlags = ReadIn.ByOwner, FileHandle = handle, Size = 10 }));
                    reads.Add((reply, unique));
                }

                // the watch sees it a moment after it has come about
                Assert.True(held.Wait(Patience, TestContext.Current.CancellationToken));
                Assert.True(SpinWait.SpinUntil(() => Look() == -(int)Errno.EBUSY, Patience), "it goes on as if threads were left");
                foreach (var (reply, unique) in reads)
                {
                    kernel.Interrupt(unique);
                    Assert.Equal(-(int)Errno.EINTR, (await reply).Error);
                }

                hold.Set();
                Assert.True(SpinWait.SpinUntil(() => Look() == 0, Patience), "threads that came back are of no use");
            }
        }

        int Look() => kernel.Call(Opcode.GetAttributes, 1, new byte[16]).Error;
    }

    [Fact]
    public async Task The_end_does_not_wait_for_what_a_node_does_when_it_is_cancelled()
    {
        using var hold = new ManualResetEventSlim();
        var reading = new TaskCompletionSource();
        var never = new TaskCompletionSource<Result<int>>();
        using var kernel = Kernel(
            (_, _, cancellationToken) =>
            {
                cancellationToken.Register(hold.Wait);
                reading.SetResult();
                return new(never.Task);
            },
            out var file,
            out var handle);
        var read = kernel.CallAsync(Opcode.Read, file, out _, Bytes(new ReadIn { ReadFlags = ReadIn.ByOwner, FileHandle = handle, Size = 10 }));
        await reading.Task;
        var end = Task.Run(kernel.Session.Stop, TestContext.Current.CancellationToken);
        try
        {
            await end.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
            Assert.Equal(-(int)Errno.EINTR, (await read).Error);
        }
        finally
        {
            hold.Set();
            await end;
        }
    }

    [Fact]
    public async Task The_end_comes_although_a_node_throws_when_it_is_cancelled()
    {
        var reading = new TaskCompletionSource();
        var never = new TaskCompletionSource<Result<int>>();
        using var kernel = Kernel(
            (_, _, cancellationToken) =>
            {
                cancellationToken.Register(static () => throw new InvalidOperationException("no"));
                reading.SetResult();
                return new(never.Task);
            },
            out var file,
            out var handle);
        var read = kernel.CallAsync(Opcode.Read, file, out _, Bytes(new ReadIn { ReadFlags = ReadIn.ByOwner, FileHandle = handle, Size = 10 }));
        await reading.Task;
        kernel.Session.Stop();
        Assert.Equal(-(int)Errno.EINTR, (await read).Error);
        Assert.True(kernel.Session.Ended.IsCompleted);
    }

    [Fact]
    public void An_interrupt_of_nothing_known_asks_the_kernel_to_ask_again()
    {
        using var kernel = Kernel((_, _, _) => new(0), out _, out _);
        Assert.Equal(-(int)Errno.EAGAIN, kernel.Call(Opcode.Interrupt, 0, Bytes(new InterruptIn { Unique = 4712 })).Error);
    }

    [Fact]
    public async Task Past_the_limit_of_waiting_requests_reads_are_refused()
    {
        var never = new TaskCompletionSource<Result<int>>();
        using var kernel = Kernel((_, _, _) => new(never.Task), out var file, out var handle, new SessionOptions { MaxWaiting = 2, WatchInterval = Never });
        var first = kernel.CallAsync(Opcode.Read, file, out _, Bytes(new ReadIn { ReadFlags = ReadIn.ByOwner, FileHandle = handle, Size = 10 }));
        var second = kernel.CallAsync(Opcode.Read, file, out _, Bytes(new ReadIn { ReadFlags = ReadIn.ByOwner, FileHandle = handle, Size = 10 }));
        Assert.Equal(-(int)Errno.ENOMEM, kernel.Call(Opcode.Read, file, Bytes(new ReadIn { ReadFlags = ReadIn.ByOwner, FileHandle = handle, Size = 10 })).Error);
        Assert.Equal(0, kernel.Call(Opcode.GetAttributes, 1, new byte[16]).Error);
        never.SetResult(Errno.ENXIO);
        Assert.Equal(-(int)Errno.ENXIO, (await first).Error);
        Assert.Equal(-(int)Errno.ENXIO, (await second).Error);
    }

    [Fact]
    public async Task Writes_of_one_handle_take_turns_and_the_close_comes_last()
    {
        var steps = new List<string>();
        var writing = new TaskCompletionSource();
        var closed = new TaskCompletionSource();
        var root = new StubDirectory
        {
            ["f"] = new StubFile(2)
            {
                Handle = () => new StubHandle
                {
                    OnWrite = async (offset, data, _) =>
                    {
                        steps.Add($"begin {offset}");
                        await writing.Task;
                        steps.Add($"end {offset}");
                        return data.Length;
                    },
                    OnClose = () =>
                    {
                        steps.Add("close");
                        closed.SetResult();
                    },
                },
            },
        };
        using var kernel = new FakeKernel(root, new SessionOptions { WatchInterval = Never });
        var file = kernel.Lookup(1, "f");
        var handle = kernel.Open(file, 1);
        var first = kernel.CallAsync(Opcode.Write, file, out _, Bytes(new WriteIn { FileHandle = handle, Offset = 1, Size = 1 }), [1]);
        var second = kernel.CallAsync(Opcode.Write, file, out _, Bytes(new WriteIn { FileHandle = handle, Offset = 2, Size = 1 }), [1]);
        Assert.Equal(0, kernel.Call(Opcode.Release, file, Bytes(new ReleaseIn { FileHandle = handle })).Error);
        Assert.Equal(["begin 1"], steps);
        writing.SetResult();
        await Task.WhenAll(first, second, closed.Task);
        Assert.Equal(["begin 1", "end 1", "begin 2", "end 2", "close"], steps);
    }

    [Fact]
    public async Task The_end_of_a_session_answers_who_waits_and_closes_what_is_open()
    {
        var closed = new TaskCompletionSource();
        var never = new TaskCompletionSource<Result<int>>();
        var root = new StubDirectory { ["f"] = new StubFile(2) { Handle = () => new StubHandle { OnRead = (_, _, _) => new(never.Task), OnClose = closed.SetResult } } };
        using var kernel = new FakeKernel(root, new SessionOptions { WatchInterval = Never });
        var file = kernel.Lookup(1, "f");
        var handle = kernel.Open(file);
        var read = kernel.CallAsync(Opcode.Read, file, out _, Bytes(new ReadIn { ReadFlags = ReadIn.ByOwner, FileHandle = handle, Size = 10 }));
        Assert.Equal(0, kernel.Call(Opcode.GetAttributes, 1, new byte[16]).Error);
        kernel.Session.Stop();
        Assert.Equal(-(int)Errno.EINTR, (await read).Error);
        never.SetResult(0);
        await closed.Task;
        await kernel.Session.Ended;
        Assert.Equal(0, kernel.Session.HandleCount);
    }

    private static FakeKernel Kernel(StubHandle.Reader read, out ulong file, out ulong handle, SessionOptions? options = null)
    {
        var kernel = new FakeKernel(new StubDirectory { ["f"] = new StubFile(2) { Handle = () => new StubHandle { OnRead = read } } }, options);
        file = kernel.Lookup(1, "f");
        handle = kernel.Open(file);
        return kernel;
    }
}
