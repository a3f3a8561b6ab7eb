using ObjectFs.Tests.Shared;
using ObjectFs.Tree;
using static ObjectFs.Fuse.Tests.FakeKernel;

namespace ObjectFs.Fuse.Tests;

/// <summary>The while in which an interrupted request may end as if nothing had been.</summary>
public sealed class InterruptGraceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Little = TimeSpan.FromMilliseconds(1);

    private readonly ManualTime _time = new();
    private readonly Asked<int> _read = new();
    private readonly Asked<ReadOnlyMemory<byte>> _link = new();

    [Fact]
    public async Task What_is_answered_in_it_is_answered_as_if_nothing_had_been()
    {
        using var kernel = Kernel();
        var read = await ReadAsync(kernel);
        var link = await ReadLinkAsync(kernel);
        Interrupt(kernel, read.Unique);
        Interrupt(kernel, link.Unique);
        _time.Advance(Wait - Little);
        _read.Answer.SetResult(5);
        Assert.Equal(0, (await read.Reply).Error);
        _time.Advance(Look - Wait);
        _link.Answer.SetResult((ReadOnlyMemory<byte>)"there"u8.ToArray());
        Assert.Equal(0, (await link.Reply).Error);
        Assert.False(_read.IsCancelled || _link.IsCancelled);
    }

    [Fact]
    public async Task What_may_wait_is_cancelled_and_answered_soon()
    {
        using var kernel = Kernel();
        var read = await ReadAsync(kernel);
        Interrupt(kernel, read.Unique);
        _time.Advance(Wait);
        Assert.True(SpinWait.SpinUntil(() => _read.IsCancelled, Patience), "it goes on for nobody");
        _time.Advance(Wait - Little);
        Assert.False(read.Reply.IsCompleted);
        _time.Advance(Little);
        Assert.Equal(-(int)Errno.EINTR, (await read.Reply.WaitAsync(Patience, TestContext.Current.CancellationToken)).Error);
    }

    [Fact]
    public async Task A_look_is_cancelled_and_answered_in_the_end()
    {
        using var kernel = Kernel();
        var link = await ReadLinkAsync(kernel);
        Interrupt(kernel, link.Unique);
        _time.Advance(Look);
        Assert.True(SpinWait.SpinUntil(() => _link.IsCancelled, Patience), "it goes on for nobody");
        _time.Advance(Look - Little);
        Assert.False(link.Reply.IsCompleted);
        _time.Advance(Little);
        Assert.Equal(-(int)Errno.EINTR, (await link.Reply.WaitAsync(Patience, TestContext.Current.CancellationToken)).Error);
    }

    [Fact]
    public async Task The_end_of_the_session_cancels_what_was_interrupted()
    {
        using var kernel = Kernel();
        var read = await ReadAsync(kernel);
        Interrupt(kernel, read.Unique);
        kernel.Session.Stop();
        Assert.Equal(-(int)Errno.EINTR, (await read.Reply).Error);
        Assert.True(SpinWait.SpinUntil(() => _read.IsCancelled, Patience), "it goes on for nobody");
    }

    private FakeKernel Kernel() => new(
        new StubDirectory
        {
            ["f"] = new StubFile(2) { Handle = () => new StubHandle { OnRead = (_, _, cancellationToken) => new(_read.Ask(cancellationToken)) } },
            ["l"] = new Link(_link),
        },
        new SessionOptions { Time = _time });

    private async Task<(Task<Reply> Reply, ulong Unique)> ReadAsync(FakeKernel kernel)
    {
        var file = kernel.Lookup(1, "f");
        var reply = kernel.CallAsync(Opcode.Read, file, out var unique, Bytes(new ReadIn { ReadFlags = ReadIn.ByOwner, FileHandle = kernel.Open(file), Size = 10 }));
        await _read.Begun.WaitAsync(Patience, TestContext.Current.CancellationToken);
        return (reply, unique);
    }

    private async Task<(Task<Reply> Reply, ulong Unique)> ReadLinkAsync(FakeKernel kernel)
    {
        var reply = kernel.CallAsync(Opcode.ReadLink, kernel.Lookup(1, "l"), out var unique);
        await _link.Begun.WaitAsync(Patience, TestContext.Current.CancellationToken);
        return (reply, unique);
    }

    /// <summary>Interrupts, and waits until that has come about.</summary>
    private void Interrupt(FakeKernel kernel, ulong unique)
    {
        var timers = _time.Timers;
        kernel.Interrupt(unique);
        Assert.True(SpinWait.SpinUntil(() => _time.Timers > timers, Patience), "nobody heeds the interrupt");
    }

    /// <summary>What a node is asked, and answers when the test says so.</summary>
    private sealed class Asked<T>
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private CancellationToken _token;

        public TaskCompletionSource<Result<T>> Answer { get; } = new();

        public Task Begun => _begun.Task;

        public bool IsCancelled => _token.IsCancellationRequested;

        public Task<Result<T>> Ask(CancellationToken cancellationToken)
        {
            _token = cancellationToken;
            _begun.SetResult();
            return Answer.Task;
        }
    }

    private sealed class Link(Asked<ReadOnlyMemory<byte>> asked) : Node
    {
        public override NodeKind Kind => NodeKind.Symlink;

        public override ulong Inode => 3;

        public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
            new(new NodeAttributes { Kind = Kind, Inode = Inode, Mode = 0b111_111_111 });

        public override ValueTask<Result<ReadOnlyMemory<byte>>> ReadLinkAsync(CancellationToken cancellationToken) => new(asked.Ask(cancellationToken));
    }
}
