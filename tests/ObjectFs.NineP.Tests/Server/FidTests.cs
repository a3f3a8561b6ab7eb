using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests.Server;

/// <summary>clunk(5), remove(5), and what holds of every fid.</summary>
public sealed class FidTests
{
    [Theory, EveryDialect]
    public async Task A_clunked_fid_is_gone_and_free_for_another(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.FindAsync("hello");
        await client.ClunkAsync(fid).Succeeds();
        await client.ClunkAsync(fid).Refused(Errno.EBADF);
        await client.WalkAsync(0, fid, "dir").Succeeds();
        Assert.Equal(4, (await client.StatAsync(fid)).Kind);
    }

    [Theory, EveryDialect]
    public async Task An_unknown_fid_is_refused_by_whatever_asks_for_one(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        foreach (var fid in new uint[] { 77, 0x7fff_ffff, 0x8000_0000, RawClient.NoFid })
        {
            await client.WalkAsync(fid, 1, Array.Empty<string>()).Refused(Errno.EBADF);
            await client.OpenAsync(fid).Refused(Errno.EBADF);
            await client.CreateAsync(fid, "new").Refused(Errno.EBADF);
            await client.ReadAsync(fid).Refused(Errno.EBADF);
            await client.WriteAsync(fid, 0, "x").Refused(Errno.EBADF);
            await client.ClunkAsync(fid).Refused(Errno.EBADF);
            await client.RemoveAsync(fid).Refused(Errno.EBADF);
            await client.TryStatAsync(fid).Refused(Errno.EBADF);
            await client.SetSizeAsync(fid, 0).Refused(Errno.EBADF);
        }
    }

    [Fact]
    public async Task An_unknown_fid_is_refused_by_whatever_Linux_asks_for_one()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        await client.CallAsync(Op.Statfs, new Body().U32(77)).Refused(Errno.EBADF);
        await client.CallAsync(Op.Symlink, new Body().U32(77).Text("l").Text("t").U32(0)).Refused(Errno.EBADF);
        await client.CallAsync(Op.Mknod, new Body().U32(77).Text("l").U32(0x81a4).U32(0).U32(0).U32(0)).Refused(Errno.EBADF);
        await client.CallAsync(Op.Rename, new Body().U32(77).U32(0).Text("n")).Refused(Errno.EBADF);
        await client.CallAsync(Op.ReadLink, new Body().U32(77)).Refused(Errno.EBADF);
        await client.CallAsync(Op.XattrWalk, new Body().U32(77).U32(78).Text("")).Refused(Errno.EBADF);
        await client.CallAsync(Op.XattrCreate, new Body().U32(77).Text("user.x").U64(1).U32(0)).Refused(Errno.EBADF);
        await client.CallAsync(Op.ReadDirectory, RawClient.ReadBody(77, 0, 1000)).Refused(Errno.EBADF);
        await client.CallAsync(Op.Fsync, new Body().U32(77).U32(0)).Refused(Errno.EBADF);
        await client.CallAsync(Op.Lock, new Body().U32(77).U8(0).U32(0).U64(0).U64(0).U32(1).Text("c")).Refused(Errno.EBADF);
        await client.CallAsync(Op.GetLock, new Body().U32(77).U8(0).U64(0).U64(0).U32(1).Text("c")).Refused(Errno.EBADF);
        await client.CallAsync(Op.MakeDirectory, new Body().U32(77).Text("d").U32(0x1ed).U32(0)).Refused(Errno.EBADF);
        await client.CallAsync(Op.RenameAt, new Body().U32(77).Text("a").U32(0).Text("b")).Refused(Errno.EBADF);
        await client.CallAsync(Op.RenameAt, new Body().U32(0).Text("hello").U32(77).Text("b")).Refused(Errno.EBADF);
        await client.CallAsync(Op.UnlinkAt, new Body().U32(77).Text("a").U32(0)).Refused(Errno.EBADF);
        Assert.Contains("hello", await client.NamesAsync());
    }

    [Theory, EveryDialect]
    public async Task Clunking_closes_what_is_open_once(NinePDialect dialect)
    {
        StubHandle handle = new();
        var (rig, client) = await Rig.BeginAsync(dialect, new StubDirectory { ["f"] = new StubFile(2) { Handle = () => handle } });
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.ORDWR, "f");
        Assert.Equal(0, handle.Closes);
        await client.ClunkAsync(fid).Succeeds();
        await handle.Closed;
        await client.PingAsync();
        Assert.Equal(1, handle.Closes);
    }

    [Theory, EveryDialect]
    public async Task Clunking_a_directory_closes_its_listing(NinePDialect dialect)
    {
        StubDirectory root = new() { ["f"] = new StubFile(2) };
        var (rig, client) = await Rig.BeginAsync(dialect, root);
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD);
        Assert.Single(await client.ListAsync(fid), static entry => entry.Name == "f");
        await client.ClunkAsync(fid).Succeeds();
        await Eventually.IsAsync(1, () => Volatile.Read(ref root.Closed));
    }

    [Theory, EveryDialect]
    public async Task What_cannot_be_set_at_the_end_is_the_answer_to_the_clunk_and_the_fid_is_gone(NinePDialect dialect)
    {
        StubHandle handle = new() { OnFlush = static _ => new(new Failure(Errno.EINVAL, "that is no number")) };
        var (rig, client) = await Rig.BeginAsync(dialect, new StubDirectory { ["f"] = new StubFile(2) { Handle = () => handle } });
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OWRITE, "f");
        await client.WriteAsync(fid, 0, "x").Succeeds();
        var answer = await client.ClunkAsync(fid).Refused(Errno.EINVAL);
        if (!client.IsLinux)
            Assert.Equal("that is no number", answer.Sentence);
        await client.ClunkAsync(fid).Refused(Errno.EBADF);
        await handle.Closed;
        Assert.Equal(1, handle.Closes);
    }

    [Theory, EveryDialect]
    public async Task A_fid_is_gone_as_well_where_closing_it_throws(NinePDialect dialect)
    {
        StubHandle handle = new() { OnFlush = static _ => throw new InvalidOperationException("no") };
        var (rig, client) = await Rig.BeginAsync(dialect, new StubDirectory { ["f"] = new StubFile(2) { Handle = () => handle } });
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OWRITE, "f");
        await client.WriteAsync(fid, 0, "x").Succeeds();
        await client.ClunkAsync(fid).Refused(Errno.EIO);
        await client.ClunkAsync(fid).Refused(Errno.EBADF);
        await handle.Closed;
        await client.PingAsync();
    }

    [Theory, EveryDialect]
    public async Task Removing_lets_the_fid_go_whether_it_removes_or_not(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var file = await client.FindAsync("hello");
        var full = await client.FindAsync("dir");
        var vacant = await client.FindAsync("vacant");
        await client.RemoveAsync(file).Succeeds();
        await client.RemoveAsync(full).Refused(Errno.ENOTEMPTY);
        await client.RemoveAsync(vacant).Succeeds();
        Assert.False(await client.IsBoundAsync(file));
        Assert.False(await client.IsBoundAsync(full));
        Assert.False(await client.IsBoundAsync(vacant));
        var names = await client.NamesAsync();
        Assert.DoesNotContain("hello", names);
        Assert.DoesNotContain("vacant", names);
        Assert.Contains("dir", names);
    }

    [Theory, EveryDialect]
    public async Task The_root_is_not_removed(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var root = await client.FindAsync([]);
        await client.RemoveAsync(root).Refused(Errno.EPERM, Errno.EBUSY);
        Assert.False(await client.IsBoundAsync(root));
        await client.PingAsync();
    }

    [Theory, EveryDialect]
    public async Task Removing_what_is_open_closes_it(NinePDialect dialect)
    {
        StubHandle handle = new();
        StubDirectory root = new() { OnRemove = static (_, _) => Result.SuccessAsync };
        root["f"] = new StubFile(2) { Handle = () => handle };
        var (rig, client) = await Rig.BeginAsync(dialect, root);
        await using var _ = rig;
        await client.RemoveAsync(await client.OpenedAsync(RawClient.OREAD, "f")).Succeeds();
        await handle.Closed;
        Assert.Equal(1, handle.Closes);
    }

    [Theory, EveryDialect]
    public async Task A_removed_name_that_was_taken_by_another_file_is_not_removed_with_the_old_fid(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var old = await client.FindAsync("hello");
        await client.RemoveAsync(await client.FindAsync("hello")).Succeeds();
        var fid = await client.FindAsync([]);
        await client.CreateAsync(fid, "hello").Succeeds();
        await client.RemoveAsync(old).Refused(Errno.ENOENT, Errno.ESTALE, Errno.EBUSY);
        Assert.Contains("hello", await client.NamesAsync());
    }

    [Theory, EveryDialect]
    public async Task There_are_so_many_fids_and_no_more_until_one_is_clunked(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect, options: new() { MaxFids = 20 });
        await using var _ = rig;
        for (uint fid = 1; fid < 20; fid++)
            await client.WalkAsync(0, fid, "hello").Succeeds();
        await client.WalkAsync(0, 20, "hello").Refused(Errno.ENFILE, Errno.EMFILE);
        await client.WalkAsync(0, 20, Array.Empty<string>()).Refused(Errno.ENFILE, Errno.EMFILE);
        await client.AttachAsync(20).Refused(Errno.ENFILE, Errno.EMFILE);
        if (client.IsLinux)
            await client.CallAsync(Op.XattrWalk, new Body().U32(0).U32(20).Text("")).Refused(Errno.ENFILE, Errno.EMFILE);
        await client.WalkAsync(0, 1, "dir").Refused();
        await client.ClunkAsync(7).Succeeds();
        await client.WalkAsync(0, 20, "hello").Succeeds();

        // another connection has its own
        var other = await rig.ConnectAsync(dialect);
        await other.WalkAsync(0, 20, "hello").Succeeds();
    }

    [Theory, EveryDialect]
    public async Task A_fid_that_is_clunked_while_it_reads_is_closed_after_the_read(NinePDialect dialect)
    {
        Gate gate = new(heedsCancellation: false);
        var handle = StubHandle.Behind(gate);
        var (rig, client) = await Rig.BeginAsync(dialect, new StubDirectory { ["f"] = new StubFile(2) { Handle = () => handle } });
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD, "f");
        var read = await client.PostAsync(Op.Read, RawClient.ReadBody(fid, 0, 10));
        await gate.Entered;
        var clunk = await client.PostAsync(Op.Clunk, new Body().U32(fid));
        await client.StatAsync(0);
        Assert.Equal(0, handle.Closes);
        gate.Open();
        Assert.Equal(Op.Read + 1, (await client.ReceiveAsync(read)).Type);
        Assert.Equal(Op.Clunk + 1, (await client.ReceiveAsync(clunk)).Type);
        await handle.Closed;
        Assert.Equal(1, handle.Closes);
        Assert.False(await client.IsBoundAsync(fid));
    }

    [Theory, EveryDialect]
    public async Task A_fid_cannot_be_bound_by_two_at_once(NinePDialect dialect)
    {
        Gate gate = new();
        StubFile file = new(2);
        StubDirectory root = new()
        {
            OnLookup = async (_, cancellationToken) => await gate.PassAsync(cancellationToken) is var errno && errno != Errno.None ? errno : file,
        };
        var (rig, client) = await Rig.BeginAsync(dialect, root);
        await using var _ = rig;
        ushort[] tags = [await client.PostAsync(Op.Walk, RawClient.WalkBody(0, 5, "a"u8.ToArray())), await client.PostAsync(Op.Walk, RawClient.WalkBody(0, 5, "b"u8.ToArray()))];
        await gate.Entered;
        gate.Open();
        Answer[] answers = [await client.ReceiveAsync(tags[0]), await client.ReceiveAsync(tags[1])];
        Assert.Single(answers, static answer => !answer.IsError);
        Assert.True(await client.IsBoundAsync(5));
        Assert.False(await client.IsBoundAsync(5));
    }
}
