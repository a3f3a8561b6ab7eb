using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client.Tests;

public sealed class HostileServerTests
{
    /// <summary>Answers to the Tgetattr of tag 0; each ends the connection.</summary>
    public static TheoryData<string, string> Frames => new()
    {
        { "a size of 0", "00000000" + "19" + "0000" },
        { "a size below the header", "06000000" + "19" + "00" + "00" },
        { "a size of 4 GiB", "ffffffff" + "19" + "0000" },
        { "a size above what was agreed on", "01200000" + "19" + "0000" },
        { "a tag that nobody uses", "07000000" + "19" + "0500" },
        { "no tag at all", "07000000" + "65" + "ffff" },
        { "an answer to another request", "07000000" + "79" + "0000" },
        { "a request", "07000000" + "18" + "0000" },
        { "a type that does not exist", "07000000" + "ff" + "0000" },
        { "attributes without a body", "07000000" + "19" + "0000" },
        { "attributes that are cut", "08000000" + "19" + "0000" + "00" },
        { "an error of another dialect", "0f000000" + "6b" + "0000" + "02004e4f" + "02000000" },
        { "an error without a number", "07000000" + "07" + "0000" },
        { "an error with more than a number", "0c000000" + "07" + "0000" + "02000000" + "00" },
        { "the answer to a flush that nobody asked for", "07000000" + "6d" + "0004" },
        { "the answer to a flush under a tag of none", "07000000" + "6d" + "0000" },
    };

    [Theory]
    [MemberData(nameof(Frames))]
    public async Task A_message_that_makes_no_sense_ends_the_connection(string what, string hexadecimal)
    {
        var (peer, client) = await Peer.ConnectAsync();
        var call = client.Root.GetAttributesAsync().AsTask();
        await peer.NextAsync();
        peer.Send(Convert.FromHexString(hexadecimal));

        var result = await call;
        Assert.Equal(Errno.ECONNRESET, result.Errno);
        Assert.NotNull(result.Sentence);
        var failure = await Assert.ThrowsAsync<NinePException>(() => client.Completion);
        Assert.True(failure.Errno == Errno.EPROTO, what);
    }

    [Fact]
    public async Task More_data_than_asked_for_ends_the_connection_and_touches_nothing_beside_the_buffer()
    {
        var (peer, client) = await Peer.ConnectAsync();
        var file = await Replies.OpenAsync(peer, client);
        var buffer = new byte[100];
        var read = file.ReadAsync(0, buffer.AsMemory(0, 50)).AsTask();
        peer.Reply(await peer.NextAsync(MessageType.Tread), new Rread { Data = Enumerable.Repeat((byte)1, 51).ToArray() });
        Assert.Equal(Errno.ECONNRESET, (await read).Errno);
        Assert.All(buffer, static b => Assert.Equal(0, b));
    }

    [Fact]
    public async Task A_count_of_data_that_is_not_the_frames_ends_the_connection()
    {
        var (peer, client) = await Peer.ConnectAsync(messageSize: 1 << 20);
        var file = await Replies.OpenAsync(peer, client);
        var read = file.ReadAsync(0, new byte[500_000]).AsTask();
        var request = await peer.NextAsync(MessageType.Tread);
        var frame = new byte[300_000];
        WireWriter.Write(frame, NinePDialect.Linux, request.Tag, new Rread { Data = new byte[200_000] });
        BitConverter.TryWriteBytes(frame, frame.Length);
        peer.Send(frame);
        Assert.Equal(Errno.ECONNRESET, (await read).Errno);
    }

    [Fact]
    public async Task More_written_than_given_ends_the_connection()
    {
        var (peer, client) = await Peer.ConnectAsync();
        var file = await Replies.OpenAsync(peer, client);
        var write = file.WriteAsync(0, new byte[3]).AsTask();
        peer.Reply(await peer.NextAsync(MessageType.Twrite), new Rwrite { Count = 4 });
        Assert.Equal(Errno.ECONNRESET, (await write).Errno);
    }

    [Fact]
    public async Task More_qids_than_names_end_the_connection()
    {
        var (peer, client) = await Peer.ConnectAsync();
        var walk = client.Root.WalkAsync("a"u8).AsTask();
        Replies.Walk(peer, await peer.NextAsync(), default, default);
        Assert.Equal(Errno.ECONNRESET, (await walk).Errno);
    }

    [Fact]
    public async Task A_walk_that_comes_less_far_than_asked_has_not_arrived()
    {
        var (peer, client) = await Peer.ConnectAsync();
        var walk = client.Root.WalkAsync("a/b").AsTask();
        var request = await peer.NextAsync();
        Replies.Walk(peer, request, new Qid(QidType.Directory, 0, 9));
        Assert.Equal(Errno.ENOENT, (await walk).Errno);
        Assert.Equal(request.As<Twalk>().NewFid, (await peer.NextAsync(MessageType.Tclunk)).As<Tclunk>().Fid);
    }

    [Fact]
    public async Task A_listing_that_is_cut_is_refused_and_the_connection_goes_on()
    {
        var (peer, client) = await Peer.ConnectAsync();
        var directory = await Replies.OpenAsync(peer, client, OpenFlags.Read, QidType.Directory);
        var reading = directory.ReadDirectoryAsync(0, new NameSink()).AsTask();
        peer.Reply(await peer.NextAsync(MessageType.Treaddir), new Rreaddir { Data = new byte[30] });
        Assert.Equal(Errno.EPROTO, (await reading).Errno);
        Assert.False(client.Completion.IsCompleted);
    }

    [Fact]
    public async Task Names_that_cannot_be_are_left_out_of_a_listing()
    {
        var (peer, client) = await Peer.ConnectAsync();
        var directory = await Replies.OpenAsync(peer, client, OpenFlags.Read, QidType.Directory);
        NameSink sink = new();
        var reading = directory.ReadDirectoryAsync(0, sink).AsTask();
        peer.Reply(await peer.NextAsync(), new Rreaddir { Data = Entries.Of(".", "..", "a/b", "a\0b", "", "good", new string('x', 256)) });
        peer.Reply(await peer.NextAsync(), new Rreaddir());
        Assert.True((await reading).Succeeded);
        Assert.Equal(["good"], sink.Names);
    }

    [Fact]
    public async Task An_attribute_of_a_terabyte_is_not_made_room_for()
    {
        var (peer, client) = await Peer.ConnectAsync();
        var get = client.Root.GetXattrAsync("user.x"u8).AsTask();
        peer.Reply(await peer.NextAsync(MessageType.Txattrwalk), new Rxattrwalk { Size = 1UL << 40 });
        Assert.Equal(Errno.E2BIG, (await get).Errno);
        await peer.NextAsync(MessageType.Tclunk);
    }

    [Fact]
    public async Task A_lost_connection_ends_every_call_and_every_later_one()
    {
        var (peer, client) = await Peer.ConnectAsync();
        var calls = Enumerable.Range(0, 2000).Select(_ => client.Root.GetAttributesAsync().AsTask()).ToList();
        await peer.NextAsync();
        peer.Close();
        foreach (var call in calls)
            Assert.Equal(Errno.ECONNRESET, (await call).Errno);
        Assert.Equal(Errno.ECONNRESET, (await client.Root.GetAttributesAsync()).Errno);
        Assert.Equal(Errno.ECONNRESET, (await client.Tree.LookupAsync("a"u8, default)).Errno);
        await Assert.ThrowsAsync<NinePException>(() => client.Completion);
    }

    [Fact]
    public async Task A_client_that_is_disposed_ends_well_and_its_calls_with_a_sentence()
    {
        var (peer, client) = await Peer.ConnectAsync();
        var call = client.Root.GetAttributesAsync().AsTask();
        await peer.NextAsync();
        var closing = client.DisposeAsync().AsTask();
        peer.Reply(await peer.NextAsync(MessageType.Tclunk));
        await closing;
        var result = await call;
        Assert.Equal(Errno.ECONNRESET, result.Errno);
        Assert.Contains("closed from here", result.Sentence, StringComparison.Ordinal);
        await client.Completion;
    }
}
