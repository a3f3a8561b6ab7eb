using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client.Tests;

public sealed class FlushTests
{
    [Fact]
    public async Task A_cancelled_call_is_over_only_when_the_server_has_said_so()
    {
        var (peer, client) = await Peer.ConnectAsync();
        using CancellationTokenSource giveUp = new();
        var call = client.Root.GetAttributesAsync(giveUp.Token).AsTask();
        var asked = await peer.NextAsync(MessageType.Tgetattr);
        giveUp.Cancel();
        var flush = await peer.NextAsync(MessageType.Tflush);
        Assert.Equal(asked.Tag, flush.As<Tflush>().OldTag);
        Assert.False(call.IsCompleted);
        peer.Reply(flush);
        Assert.Equal(Errno.EINTR, (await call).Errno);
    }

    [Fact]
    public async Task A_tag_that_is_being_flushed_is_not_used_again()
    {
        var (peer, client) = await Peer.ConnectAsync();
        using CancellationTokenSource giveUp = new();
        var first = client.Root.GetAttributesAsync(giveUp.Token).AsTask();
        var asked = await peer.NextAsync();
        giveUp.Cancel();
        var flush = await peer.NextAsync();
        peer.Reply(asked, new Rgetattr());
        Assert.True((await first).Succeeded);

        var second = client.Root.GetAttributesAsync().AsTask();
        var askedAgain = await peer.NextAsync();
        Assert.NotEqual(asked.Tag, askedAgain.Tag);
        peer.Reply(askedAgain, new Rgetattr());
        await second;

        peer.Reply(flush);
        var after = client.Root.FlushAsync().AsTask();
        peer.Reply(await peer.NextAsync(MessageType.Tfsync));
        await after;
        List<ushort> tags = [];
        for (var i = 0; i < 2; i++)
        {
            _ = client.Root.GetAttributesAsync().AsTask();
            tags.Add((await peer.NextAsync()).Tag);
        }

        Assert.Contains(asked.Tag, tags);
    }

    [Fact]
    public async Task An_answer_that_was_faster_than_the_flush_counts()
    {
        var (peer, client) = await Peer.ConnectAsync();
        using CancellationTokenSource giveUp = new();
        var walk = client.Root.WalkAsync("a"u8, giveUp.Token).AsTask();
        var asked = await peer.NextAsync(MessageType.Twalk);
        giveUp.Cancel();
        var flush = await peer.NextAsync(MessageType.Tflush);
        Replies.Walk(peer, asked, new Qid(QidType.File, 0, 5));
        peer.Reply(flush);
        Assert.True((await walk).TryGet(out var file));
        Assert.Equal(5UL, file.Inode);
    }

    [Fact]
    public async Task What_a_flushed_walk_may_have_bound_is_given_up()
    {
        var (peer, client) = await Peer.ConnectAsync();
        using CancellationTokenSource giveUp = new();
        var walk = client.Root.WalkAsync("a"u8, giveUp.Token).AsTask();
        var asked = await peer.NextAsync(MessageType.Twalk);
        var bound = asked.As<Twalk>().NewFid;
        giveUp.Cancel();
        peer.Reply(await peer.NextAsync(MessageType.Tflush));
        Assert.Equal(Errno.EINTR, (await walk).Errno);
        Assert.Equal(bound, (await peer.NextAsync(MessageType.Tclunk)).As<Tclunk>().Fid);
    }

    [Fact]
    public async Task A_call_that_was_cancelled_before_it_began_is_never_sent()
    {
        var (peer, client) = await Peer.ConnectAsync();
        Assert.Equal(Errno.EINTR, (await client.Root.GetAttributesAsync(new CancellationToken(true))).Errno);
        _ = client.Root.FlushAsync().AsTask();
        await peer.NextAsync(MessageType.Tfsync);
    }

    [Fact]
    public async Task Calls_wait_for_a_tag_when_all_are_in_use_and_can_be_cancelled_there()
    {
        var (peer, client) = await Peer.ConnectAsync();
        var calls = Enumerable.Range(0, Connection.MaxCalls).Select(_ => client.Root.GetAttributesAsync().AsTask()).ToList();
        List<Frame> asked = [];
        while (asked.Count < calls.Count)
            asked.Add(await peer.NextAsync());
        Assert.Equal(Connection.MaxCalls, asked.Select(static frame => frame.Tag).Distinct().Count());

        using CancellationTokenSource giveUp = new();
        var cancelled = client.Root.GetAttributesAsync(giveUp.Token).AsTask();
        var patient = client.Root.FlushAsync().AsTask();
        giveUp.Cancel();
        Assert.Equal(Errno.EINTR, (await cancelled).Errno);
        Assert.False(patient.IsCompleted);

        peer.Reply(asked[0], new Rgetattr());
        peer.Reply(await peer.NextAsync(MessageType.Tfsync));
        Assert.True((await patient).Succeeded);
    }
}
