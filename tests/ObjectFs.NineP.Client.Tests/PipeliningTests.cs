using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client.Tests;

public sealed class PipeliningTests
{
    [Fact]
    public async Task Calls_made_while_the_connection_is_busy_leave_in_one_write()
    {
        var (peer, client) = await Peer.ConnectAsync();
        TaskCompletionSource gate = new();
        peer.ClientEnd.Gate = gate.Task;
        var before = peer.ClientEnd.Writes.Count;
        for (var i = 0; i < 50; i++)
            _ = client.Root.GetAttributesAsync().AsTask();
        gate.SetResult();
        for (var i = 0; i < 50; i++)
            await peer.NextAsync(MessageType.Tgetattr);
        Assert.InRange(peer.ClientEnd.Writes.Count - before, 1, 2);
    }

    [Fact]
    public async Task Answers_reach_their_calls_in_any_order()
    {
        var (peer, client) = await Peer.ConnectAsync();
        var calls = Enumerable.Range(0, 20).Select(_ => client.Root.GetAttributesAsync().AsTask()).ToList();
        List<Frame> asked = [];
        foreach (var _ in calls)
            asked.Add(await peer.NextAsync());
        foreach (var request in Enumerable.Reverse(asked))
            peer.Reply(request, new Rgetattr { Attributes = new() { Valid = AttributeMask.Size, Size = request.Tag } });
        var sizes = new List<long>();
        foreach (var call in calls)
            sizes.Add((await call).Value.Size);
        Assert.Equal(Enumerable.Range(0, 20).Select(static i => (long)i), sizes.Order());
    }

    [Fact]
    public async Task A_small_write_is_one_message()
    {
        var (peer, client) = await Peer.ConnectAsync();
        var file = await Replies.OpenAsync(peer, client);
        var before = peer.ClientEnd.Writes.Count;
        var write = file.WriteAsync(3, "42\n"u8.ToArray()).AsTask();
        var request = await peer.NextAsync(MessageType.Twrite);
        Assert.True(request.As<Twrite>().Data.SequenceEqual("42\n"u8));
        Assert.Equal(3UL, request.As<Twrite>().Offset);
        Assert.Equal(1, peer.ClientEnd.Writes.Count - before);
        peer.Reply(request, new Rwrite { Count = 3 });
        Assert.Equal(3, (await write).Value);
    }

    [Fact]
    public async Task A_large_payload_is_sent_from_where_it_is_and_held_until_it_is_sent()
    {
        var (peer, client) = await Peer.ConnectAsync(messageSize: 1 << 20);
        var file = await Replies.OpenAsync(peer, client);
        var data = Enumerable.Range(0, 500_000).Select(static i => (byte)i).ToArray();
        var look = file.FlushAsync().AsTask();
        var looking = await peer.NextAsync();
        TaskCompletionSource gate = new();
        peer.ClientEnd.Gate = gate.Task;
        var write = file.WriteAsync(0, data).AsTask();
        // an answer before the question: the caller must not get its memory back yet; when the answer behind it has come, it has come too
        peer.Send((ushort)(1 - looking.Tag), new Rwrite { Count = 500_000 });
        peer.Reply(looking);
        Assert.True((await look).Succeeded);
        Assert.False(write.IsCompleted);
        gate.SetResult();
        var request = await peer.NextAsync();
        Assert.True(request.As<Twrite>().Data.SequenceEqual(data));
        Assert.Equal(500_000, (await write).Value);
    }

    [Fact]
    public async Task A_large_read_is_several_messages_at_once()
    {
        var (peer, client) = await Peer.ConnectAsync(messageSize: 4096);
        var file = await Replies.OpenAsync(peer, client);
        var content = Enumerable.Range(0, 20_000).Select(static i => (byte)(i * 7)).ToArray();
        var buffer = new byte[30_000];
        var read = file.ReadAsync(0, buffer).AsTask();
        Replies.Read(peer, await peer.NextAsync(), content);
        peer.Reply(await peer.NextAsync(MessageType.Tgetattr), new Rgetattr { Attributes = new() { Valid = AttributeMask.Size, Size = 20_000 } });

        List<Frame> asked = [];
        for (var i = 0; i < 4; i++)
            asked.Add(await peer.NextAsync(MessageType.Tread));
        foreach (var request in Enumerable.Reverse(asked))
            Replies.Read(peer, request, content);
        // what may have come meanwhile beyond the known end is asked for one after another
        Replies.Read(peer, await peer.NextAsync(MessageType.Tread), content);
        Assert.Equal(20_000, (await read).Value);
        Assert.True(buffer.AsSpan(0, 20_000).SequenceEqual(content));
    }

    [Fact]
    public async Task A_large_read_ends_at_the_first_gap()
    {
        var (peer, client) = await Peer.ConnectAsync(messageSize: 4096);
        var file = await Replies.OpenAsync(peer, client);
        var content = new byte[20_000];
        var read = file.ReadAsync(0, new byte[20_000]).AsTask();
        Replies.Read(peer, await peer.NextAsync(), content);
        peer.Reply(await peer.NextAsync(MessageType.Tgetattr), new Rgetattr { Attributes = new() { Valid = AttributeMask.Size, Size = 20_000 } });
        for (var i = 0; i < 4; i++)
        {
            var request = await peer.NextAsync(MessageType.Tread);
            if (i == 1)
                peer.Reply(request, new Rread { Data = new byte[10] });
            else
                Replies.Read(peer, request, content);
        }

        Assert.Equal(4072 * 2 + 10, (await read).Value);
    }

    [Fact]
    public async Task A_first_piece_that_is_short_is_all_that_is_asked_for()
    {
        var (peer, client) = await Peer.ConnectAsync(messageSize: 4096);
        var file = await Replies.OpenAsync(peer, client);
        var read = file.ReadAsync(0, new byte[1 << 20]).AsTask();
        peer.Reply(await peer.NextAsync(MessageType.Tread), new Rread { Data = "line\n"u8 });
        Assert.Equal(5, (await read).Value);
        _ = file.FlushAsync().AsTask();
        await peer.NextAsync(MessageType.Tfsync);
    }

    [Fact]
    public async Task Data_that_comes_in_small_portions_arrives_whole()
    {
        var (peer, client) = await Peer.ConnectAsync(messageSize: 1 << 20);
        var file = await Replies.OpenAsync(peer, client);
        var data = Enumerable.Range(0, 200_000).Select(static i => (byte)(i * 13)).ToArray();
        var buffer = new byte[300_000];
        var read = file.ReadAsync(0, buffer).AsTask();
        var request = await peer.NextAsync();
        var frame = new byte[data.Length + Protocol.DataHeaderSize];
        WireWriter.Write(frame, NinePDialect.Linux, request.Tag, new Rread { Data = data });
        foreach (var portion in frame.Chunk(3).Take(10).Append(frame[30..50_000]).Append(frame[50_000..]))
            peer.Send(portion);
        Assert.Equal(200_000, (await read).Value);
        Assert.True(buffer.AsSpan(0, 200_000).SequenceEqual(data));
    }

    [Fact]
    public async Task A_large_write_is_in_order_and_stops_where_it_is_refused()
    {
        var (peer, client) = await Peer.ConnectAsync(messageSize: 4096);
        var file = await Replies.OpenAsync(peer, client);
        var write = file.WriteAsync(0, new byte[10_000]).AsTask();
        var first = await peer.NextAsync(MessageType.Twrite);
        Assert.Equal(4072, first.As<Twrite>().Data.Length);
        peer.Reply(first, new Rwrite { Count = 4072 });
        var second = await peer.NextAsync(MessageType.Twrite);
        Assert.Equal(4072UL, second.As<Twrite>().Offset);
        peer.Refuse(second, Errno.ENOSPC);
        Assert.Equal(4072, (await write).Value);
    }
}
