using System.Text;
using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client.Tests;

public sealed class FallbackTests
{
    [Fact]
    public async Task Where_names_cannot_be_unlinked_their_files_are_removed_and_it_is_tried_once()
    {
        var (peer, client) = await Peer.ConnectAsync();
        for (var i = 0; i < 2; i++)
        {
            var removing = client.Root.UnlinkAsync("a"u8, NodeKind.File).AsTask();
            if (i == 0)
                peer.Refuse(await peer.NextAsync(MessageType.Tunlinkat), Errno.EOPNOTSUPP);
            var walk = await peer.NextAsync(MessageType.Twalk);
            Replies.Walk(peer, walk, new Qid(QidType.File, 0, 5));
            var remove = await peer.NextAsync(MessageType.Tremove);
            Assert.Equal(walk.As<Twalk>().NewFid, remove.As<Tremove>().Fid);
            peer.Reply(remove);
            Assert.True((await removing).Succeeded);
        }
    }

    [Fact]
    public async Task What_is_removed_as_a_file_is_no_directory()
    {
        var (peer, client) = await Peer.ConnectAsync(NinePDialect.Plan9);
        var removing = client.Root.UnlinkAsync("a"u8, NodeKind.File).AsTask();
        Replies.Walk(peer, await peer.NextAsync(MessageType.Twalk), new Qid(QidType.Directory, 0, 5));
        Assert.Equal(Errno.EISDIR, (await removing).Errno);
        await peer.NextAsync(MessageType.Tclunk);
    }

    [Fact]
    public async Task Where_names_cannot_be_renamed_their_files_are()
    {
        var (peer, client) = await Peer.ConnectAsync();
        var renaming = client.Root.RenameAsync("a"u8, client.Root, "b"u8).AsTask();
        peer.Refuse(await peer.NextAsync(MessageType.Trenameat), Errno.EOPNOTSUPP);
        Replies.Walk(peer, await peer.NextAsync(MessageType.Twalk), new Qid(QidType.File, 0, 5));
        var rename = await peer.NextAsync(MessageType.Trename);
        Assert.Equal("b", Encoding.UTF8.GetString(rename.As<Trename>().Name));
        peer.Reply(rename);
        Assert.True((await renaming).Succeeded);
        await peer.NextAsync(MessageType.Tclunk);
    }

    [Fact]
    public async Task A_rename_of_9P2000_changes_the_name_and_nothing_else()
    {
        var (peer, client) = await Peer.ConnectAsync(NinePDialect.Plan9);
        var renaming = client.Root.RenameAsync("a"u8, client.Root, "b"u8).AsTask();
        Replies.Walk(peer, await peer.NextAsync(MessageType.Twalk), new Qid(QidType.File, 0, 5));
        var change = await peer.NextAsync(MessageType.Twstat);
        Assert.True(StatRecord.TryRead(change.As<Twstat>().Stat, NinePDialect.Plan9, out var stat));
        Assert.True(stat.Name.SequenceEqual("b"u8));
        Assert.Equal((ulong.MaxValue, uint.MaxValue, uint.MaxValue), (stat.Length, (uint)stat.Mode, stat.ModifyTime));
        peer.Reply(change);
        Assert.True((await renaming).Succeeded);
    }

    [Fact]
    public async Task An_existing_file_is_opened_where_a_server_will_not_create_it_again()
    {
        var (peer, client) = await Peer.ConnectAsync();
        var creating = client.Root.CreateAsync("a"u8, 0x1A4, OpenFlags.Write, 1000).AsTask();
        Replies.Walk(peer, await peer.NextAsync(MessageType.Twalk));
        peer.Refuse(await peer.NextAsync(MessageType.Tlcreate), Errno.EEXIST);
        await peer.NextAsync(MessageType.Tclunk);
        Replies.Walk(peer, await peer.NextAsync(MessageType.Twalk), new Qid(QidType.File, 0, 5));
        var open = await peer.NextAsync(MessageType.Tlopen);
        peer.Reply(open, new Rlopen { Qid = new(QidType.File, 0, 5) });
        Assert.True((await creating).Value.IsOpen);
    }

    [Fact]
    public async Task Cookies_of_any_size_become_cursors_of_the_contract()
    {
        var (peer, client) = await Peer.ConnectAsync();
        var directory = await Replies.OpenAsync(peer, client, OpenFlags.Read, QidType.Directory);
        NameSink sink = new(1);
        var reading = directory.ReadDirectoryAsync(0, sink).AsTask();
        peer.Reply(await peer.NextAsync(MessageType.Treaddir), new Rreaddir { Data = Entries.Of([("a", ulong.MaxValue - 1), ("b", 1UL << 63)]) });
        await reading;
        Assert.Equal(["a"], sink.Names);

        NameSink rest = new();
        reading = directory.ReadDirectoryAsync(sink.Cursor, rest).AsTask();
        var more = await peer.NextAsync(MessageType.Treaddir);
        Assert.Equal(1UL << 63, more.As<Treaddir>().Offset);
        peer.Reply(more, new Rreaddir());
        await reading;
        Assert.Equal(["b"], rest.Names);
    }

    [Fact]
    public async Task Appending_in_9P2000_begins_at_the_end_that_the_server_tells()
    {
        var (peer, client) = await Peer.ConnectAsync(NinePDialect.Plan9);
        var file = await Replies.OpenAsync(peer, client, OpenFlags.Write | OpenFlags.Append);
        var writing = file.WriteAsync(0, "x"u8.ToArray()).AsTask();
        var record = new byte[100];
        var length = new StatRecord { Length = 12 }.Write(record, NinePDialect.Plan9);
        peer.Reply(await peer.NextAsync(MessageType.Tstat), new Rstat { Stat = record.AsSpan(0, length) });
        var write = await peer.NextAsync(MessageType.Twrite);
        Assert.Equal(12UL, write.As<Twrite>().Offset);
        peer.Reply(write, new Rwrite { Count = 1 });
        Assert.Equal(1, (await writing).Value);
    }
}
