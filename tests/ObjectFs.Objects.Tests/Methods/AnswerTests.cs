using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Methods;

/// <summary>Answers, as they come, and those who give up waiting for them.</summary>
public sealed class AnswerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Bench<Machine> _bench = new(new Machine());

    [Fact]
    public async Task A_read_waits_for_the_answer_and_giving_up_cancels()
    {
        var handle = await _bench.OpenAsync(".Later/call");
        Assert.True((await Bench<Machine>.WriteAsync(handle, "\n")).Succeeded);
        using var patience = new CancellationTokenSource();
        var read = handle.ReadAsync(0, new byte[100], patience.Token).AsTask();
        await _bench.Machine.Begun.Task.WaitAsync(Patience, Bench<Machine>.Cancellation);
        Assert.False(read.IsCompleted);
        Assert.Equal(Errno.EBUSY, (await Bench<Machine>.WriteAsync(handle, "\n")).Errno);
        await patience.CancelAsync();
        Assert.Equal(Errno.EINTR, (await read.WaitAsync(Patience, Bench<Machine>.Cancellation)).Errno);
        await _bench.Machine.Cancelled.Task.WaitAsync(Patience, Bench<Machine>.Cancellation);
    }

    [Theory, InlineData("Later", "\n"), InlineData("Stream", "3")]
    public async Task Whoever_has_read_an_answer_may_call_again_at_once(string method, string arguments)
    {
        var handle = await _bench.OpenAsync($".{method}/call");
        Assert.True((await Bench<Machine>.WriteAsync(handle, arguments)).Succeeded);
        var again = AgainAsync();
        Assert.False(again.IsCompleted);
        _bench.Machine.Source.SetResult("2");
        Assert.Equal(Errno.None, (await again.WaitAsync(Patience, Bench<Machine>.Cancellation)).Errno);
        await handle.CloseAsync();

        // on the very thread that tells the answer, before it can do anything else
        async Task<Result<int>> AgainAsync()
        {
            var buffer = new byte[100];
            for (var text = ""; !text.EndsWith("2\n", StringComparison.Ordinal);)
                text += Encoding.UTF8.GetString(buffer, 0, (await handle.ReadAsync(0, buffer, Bench<Machine>.Cancellation).ConfigureAwait(false)).Value);
            return await Bench<Machine>.WriteAsync(handle, arguments).ConfigureAwait(false);
        }
    }

    [Fact]
    public async Task A_call_whose_answer_is_long_ends_when_it_is_being_read()
    {
        var text = new string('x', 300_000);
        var handle = await _bench.OpenAsync(".Echo/call");
        Assert.True((await Bench<Machine>.WriteAsync(handle, $"{text}\n")).Succeeded);
        var read = new byte[text.Length + 1];
        var count = (await handle.ReadAsync(0, read.AsMemory(0, 1000), Bench<Machine>.Cancellation)).Value;
        Assert.Equal(Errno.EBUSY, (await Bench<Machine>.WriteAsync(handle, "again\n")).Errno);
        while (count < read.Length)
            count += (await handle.ReadAsync(0, read.AsMemory(count), Bench<Machine>.Cancellation)).Value;
        Assert.Equal($"{text}\n", Encoding.UTF8.GetString(read));
        Assert.True((await Bench<Machine>.WriteAsync(handle, "again\n")).Succeeded);
        Assert.Equal("again\n", await Bench<Machine>.ReadToEndAsync(handle));
    }

    [Fact]
    public async Task Closing_cancels()
    {
        var handle = await _bench.OpenAsync(".Later/call");
        Assert.True((await Bench<Machine>.WriteAsync(handle, "\n")).Succeeded);
        await _bench.Machine.Begun.Task.WaitAsync(Patience, Bench<Machine>.Cancellation);
        await handle.CloseAsync();
        await _bench.Machine.Cancelled.Task.WaitAsync(Patience, Bench<Machine>.Cancellation);
    }

    [Fact]
    public async Task A_stream_comes_as_it_comes()
    {
        var handle = await _bench.OpenAsync(".Stream/call");
        Assert.True((await Bench<Machine>.WriteAsync(handle, "4")).Succeeded);
        var buffer = new byte[100];
        var text = "";
        while (text.Length < 4)
            text += Encoding.UTF8.GetString(buffer, 0, (await handle.ReadAsync(0, buffer, Bench<Machine>.Cancellation)).Value);
        Assert.Equal("0\n1\n", text);
        _bench.Machine.Source.SetResult("go");
        Assert.Equal("2\n3\n", await Bench<Machine>.ReadToEndAsync(handle));
        Assert.Equal("0\n1\n2\n3\n", await _bench.ReadAsync(".Stream/result"));
    }

    [Fact]
    public async Task A_stream_waits_for_its_reader()
    {
        _bench.Machine.Source.SetResult("go");
        var handle = await _bench.OpenAsync(".Stream/call");
        Assert.True((await Bench<Machine>.WriteAsync(handle, "100000")).Succeeded);
        Assert.Equal(string.Concat(Enumerable.Range(0, 100_000).Select(static i => $"{i}\n")), await Bench<Machine>.ReadToEndAsync(handle));
    }

    [Fact]
    public async Task A_stream_without_an_end_ends_when_its_context_is_removed()
    {
        var directory = (await _bench.FindAsync(".Endless")).Value;
        await directory.CreateDirectoryAsync("mine"u8, 0x1ED, Tree.Caller.Self, default);
        Assert.True((await Bench<Machine>.WriteAsync(await _bench.OpenAsync(".Endless/mine/call", OpenFlags.Write), "\n")).Succeeded);
        await _bench.Machine.Begun.Task.WaitAsync(Patience, Bench<Machine>.Cancellation);
        Assert.True((await directory.RemoveAsync("mine"u8, NodeKind.Directory, Tree.Caller.Self, default)).Succeeded);
        await _bench.Machine.Cancelled.Task.WaitAsync(Patience, Bench<Machine>.Cancellation);
    }

    [Fact]
    public async Task A_stream_without_an_end_ends_when_who_only_writes_gives_up()
    {
        var handle = await _bench.OpenAsync("Endless", OpenFlags.Write);
        using var patience = new CancellationTokenSource();
        var written = handle.WriteAsync(0, "\n"u8.ToArray(), patience.Token).AsTask();
        await _bench.Machine.Begun.Task.WaitAsync(Patience, Bench<Machine>.Cancellation);
        await patience.CancelAsync();
        Assert.Equal(Errno.EINTR, (await written.WaitAsync(Patience, Bench<Machine>.Cancellation)).Errno);
        await _bench.Machine.Cancelled.Task.WaitAsync(Patience, Bench<Machine>.Cancellation);
    }
}
