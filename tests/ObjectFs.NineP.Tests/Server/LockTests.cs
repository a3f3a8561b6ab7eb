using ObjectFs.NineP.Server;
using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests.Server;

/// <summary>Tlock and Tgetlock of 9P2000.L.</summary>
public sealed class LockTests
{
    private const byte ReadLock = 0;
    private const byte WriteLock = 1;
    private const byte Unlock = 2;
    private const byte Success = 0;
    private const byte Blocked = 1;

    [Fact]
    public async Task A_lock_keeps_others_out_until_it_is_given_back()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var (other, fid, theirs) = await TwoAsync(rig, client);
        Assert.Equal(Success, await LockAsync(client, fid, WriteLock));
        Assert.Equal(Blocked, await LockAsync(other, theirs, WriteLock));
        Assert.Equal(Blocked, await LockAsync(other, theirs, ReadLock));
        Assert.Equal(Success, await LockAsync(client, fid, Unlock));
        Assert.Equal(Success, await LockAsync(other, theirs, WriteLock));
    }

    [Fact]
    public async Task Whoever_wants_to_wait_is_told_to_come_back()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var (other, fid, theirs) = await TwoAsync(rig, client);
        Assert.Equal(Success, await LockAsync(client, fid, WriteLock, flags: 1));
        Assert.Equal(Blocked, await LockAsync(other, theirs, WriteLock, flags: 1));
        await other.PingAsync();
    }

    [Fact]
    public async Task Readers_share()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var (other, fid, theirs) = await TwoAsync(rig, client);
        Assert.Equal(Success, await LockAsync(client, fid, ReadLock));
        Assert.Equal(Success, await LockAsync(other, theirs, ReadLock));
        Assert.Equal(Blocked, await LockAsync(other, theirs, WriteLock));
        Assert.Equal(Success, await LockAsync(client, fid, Unlock));
        Assert.Equal(Success, await LockAsync(other, theirs, WriteLock));
    }

    [Fact]
    public async Task An_owner_is_not_in_its_own_way()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var (_, fid, _) = await TwoAsync(rig, client);
        var again = await client.OpenedAsync(RawClient.ORDWR, "hello");
        Assert.Equal(Success, await LockAsync(client, fid, WriteLock));
        Assert.Equal(Success, await LockAsync(client, again, WriteLock));
        Assert.Equal(Success, await LockAsync(client, fid, ReadLock));
        Assert.Equal(Blocked, await LockAsync(client, fid, WriteLock, process: 2));
        Assert.Equal(Blocked, await LockAsync(client, fid, WriteLock, owner: "another"));
    }

    [Fact]
    public async Task Ranges_that_do_not_meet_are_not_in_each_others_way()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var (other, fid, theirs) = await TwoAsync(rig, client);
        Assert.Equal(Success, await LockAsync(client, fid, WriteLock, 10, 10));
        Assert.Equal(Success, await LockAsync(other, theirs, WriteLock, 0, 10));
        Assert.Equal(Success, await LockAsync(other, theirs, WriteLock, 20, 0));
        Assert.Equal(Blocked, await LockAsync(other, theirs, WriteLock, 19, 1));
        Assert.Equal(Success, await LockAsync(client, fid, Unlock, 15, 5));
        Assert.Equal(Success, await LockAsync(other, theirs, WriteLock, 15, 5));
        Assert.Equal(Blocked, await LockAsync(other, theirs, WriteLock, 14, 1));
    }

    [Fact]
    public async Task A_range_to_the_end_has_no_end()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var (other, fid, theirs) = await TwoAsync(rig, client);
        Assert.Equal(Success, await LockAsync(client, fid, WriteLock, 100, 0));
        Assert.Equal(Blocked, await LockAsync(other, theirs, ReadLock, ulong.MaxValue - 1, 1));
        Assert.Equal(Blocked, await LockAsync(other, theirs, ReadLock, 0, 0));
        Assert.Equal(Success, await LockAsync(other, theirs, ReadLock, 0, 100));
    }

    [Fact]
    public async Task No_range_overflows()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var (other, fid, theirs) = await TwoAsync(rig, client);
        foreach (var (start, length) in new[] { (ulong.MaxValue, ulong.MaxValue), (1UL << 63, 1UL << 63), (ulong.MaxValue, 2UL), (2UL, ulong.MaxValue) })
            await client.CallAsync(Op.Lock, LockBody(fid, WriteLock, start, length));
        await client.CallAsync(Op.Lock, LockBody(fid, Unlock, 0, 0)).Succeeds();
        await client.ClunkAsync(fid).Succeeds();
        Assert.Equal(Success, await LockAsync(other, theirs, WriteLock));
    }

    [Fact]
    public async Task A_lock_ends_with_its_fid()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var (other, fid, theirs) = await TwoAsync(rig, client);
        Assert.Equal(Success, await LockAsync(client, fid, WriteLock));
        await client.ClunkAsync(fid).Succeeds();
        Assert.Equal(Success, await LockAsync(other, theirs, WriteLock));
    }

    [Fact]
    public async Task A_lock_ends_with_its_connection()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var (other, fid, theirs) = await TwoAsync(rig, client);
        Assert.Equal(Success, await LockAsync(client, fid, WriteLock));
        await client.DisposeAsync();
        await rig.Serving.WaitAsync(RawClient.Patience);
        Assert.Equal(Success, await LockAsync(other, theirs, WriteLock));
    }

    [Fact]
    public async Task A_lock_ends_with_its_session()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var (other, fid, theirs) = await TwoAsync(rig, client);
        Assert.Equal(Success, await LockAsync(client, fid, WriteLock));
        await client.VersionAsync("9P2000.L");
        Assert.Equal(Success, await LockAsync(other, theirs, WriteLock));
    }

    [Fact]
    public async Task Who_is_in_the_way_is_told()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var (other, fid, theirs) = await TwoAsync(rig, client);
        var free = await other.CallAsync(Op.GetLock, new Body().U32(theirs).U8(WriteLock).U64(5).U64(6).U32(7).Text("c")).Succeeds();
        Assert.Equal(Unlock, free.Body[0]);
        Assert.Equal(Success, await LockAsync(client, fid, ReadLock, 10, 20, process: 42, owner: "somebody"));
        var held = await other.CallAsync(Op.GetLock, new Body().U32(theirs).U8(WriteLock).U64(0).U64(0).U32(7).Text("c")).Succeeds();
        Assert.Equal((ReadLock, 10u, 20u, 42u, "somebody"), (held.Body[0], (uint)held.U64(1), (uint)held.U64(9), held.U32(17), held.Text(21)));
        Assert.Equal(Unlock, (await other.CallAsync(Op.GetLock, new Body().U32(theirs).U8(ReadLock).U64(0).U64(0).U32(7).Text("c")).Succeeds()).Body[0]);
    }

    [Fact]
    public async Task Who_is_in_the_way_is_told_in_the_bytes_that_it_gave()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var (other, fid, theirs) = await TwoAsync(rig, client);
        var owner = new byte[256];
        Array.Fill(owner, (byte)0xFF);
        await client.CallAsync(Op.Lock, new Body().U32(fid).U8(WriteLock).U32(0).U64(0).U64(0).U32(1).Text(owner)).Succeeds();
        var held = await other.CallAsync(Op.GetLock, new Body().U32(theirs).U8(WriteLock).U64(0).U64(0).U32(7).Text("c")).Succeeds();
        Assert.Equal(owner, held.Body[23..]);

        // two ids that are no UTF-8 are two ids
        var near = owner[..];
        near[0] = 0xFE;
        Assert.Equal(Blocked, (await client.CallAsync(Op.Lock, new Body().U32(fid).U8(WriteLock).U32(0).U64(0).U64(0).U32(1).Text(near)).Succeeds()).Body[0]);
        await client.CallAsync(Op.Lock, new Body().U32(fid).U8(WriteLock).U32(0).U64(0).U64(0).U32(1).Text(new byte[257])).Refused(Errno.EINVAL);
    }

    [Fact]
    public async Task A_lock_of_no_kind_is_refused()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.ORDWR, "hello");
        foreach (var kind in new byte[] { 3, 4, 255 })
        {
            await client.CallAsync(Op.Lock, LockBody(fid, kind, 0, 0)).Refused(Errno.EINVAL);
            await client.CallAsync(Op.GetLock, new Body().U32(fid).U8(kind).U64(0).U64(0).U32(1).Text("c")).Refused(Errno.EINVAL);
        }
    }

    [Fact]
    public async Task A_flood_of_locks_ends_somewhere()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.ORDWR, "hello");
        var refused = false;
        for (var i = 0; i < 100_000 && !refused; i += 100)
        {
            await client.SendAsync(Enumerable.Range(i, 100).Select(at => LockBody(fid, WriteLock, (ulong)at * 2, 1).Frame(Op.Lock, (ushort)(at % 100))));
            for (var at = 0; at < 100; at++)
                refused |= await client.ReceiveAsync() is var answer && (answer.IsError || answer.Body[0] != Success);
        }

        Assert.True(refused);
        await client.PingAsync();

        // there are some left for others
        var other = await rig.ConnectAsync(NinePDialect.Linux);
        Assert.Equal(Success, await LockAsync(other, await other.OpenedAsync(RawClient.ORDWR, "other"), WriteLock));
    }

    [Fact]
    public async Task Giving_back_the_middles_of_locks_does_not_make_more_than_there_may_be()
    {
        const byte Error = 2;
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var (other, fid, theirs) = await TwoAsync(rig, client);
        Assert.Equal(Success, await LockAsync(client, fid, WriteLock));

        // each splits what is left above it, so that the n-th leaves n + 1 locks
        var given = 0UL;
        while (given < 1100 && await LockAsync(client, fid, Unlock, 1 + (given * 2), 1) == Success)
            given++;
        Assert.Equal(1023UL, given);
        Assert.Equal(Error, await LockAsync(client, fid, Unlock, 1 + (given * 2), 1));
        Assert.Equal(Blocked, await LockAsync(other, theirs, WriteLock, 1 + (given * 2), 1));

        // at the ends nothing is split, and all together can be given back
        Assert.Equal(Success, await LockAsync(client, fid, Unlock, 100_000));
        Assert.Equal(Success, await LockAsync(client, fid, Unlock));
        Assert.Equal(Success, await LockAsync(other, theirs, WriteLock));
    }

    [Fact]
    public void What_is_refused_or_was_never_there_leaves_nothing_in_the_table()
    {
        LockTable table = new();
        for (ulong inode = 0; inode < 100; inode++)
            Assert.Equal(LockStatus.Success, table.Set(inode, new FileLock(null!, 1, [], 1, LockType.Unlock, 0, 9)));
        Assert.Equal(0, table.Files);
        table.Set(1, new FileLock(null!, 1, [1], 1, LockType.Write, 0, 9));
        Assert.Equal(LockStatus.Blocked, table.Set(1, new FileLock(null!, 1, [2], 1, LockType.Write, 0, 9)));
        Assert.Equal(1, table.Files);
        table.Set(1, new FileLock(null!, 1, [1], 1, LockType.Unlock, 0, 9));
        Assert.Equal(0, table.Files);
    }

    private static async Task<(RawClient Other, uint Fid, uint Theirs)> TwoAsync(Rig rig, RawClient client)
    {
        var other = await rig.ConnectAsync(NinePDialect.Linux);
        return (other, await client.OpenedAsync(RawClient.ORDWR, "hello"), await other.OpenedAsync(RawClient.ORDWR, "hello"));
    }

    private static Body LockBody(uint fid, byte kind, ulong start, ulong length, uint flags = 0, uint process = 1, string owner = "client") =>
        new Body().U32(fid).U8(kind).U32(flags).U64(start).U64(length).U32(process).Text(owner);

    private static async Task<byte> LockAsync(
        RawClient client, uint fid, byte kind, ulong start = 0, ulong length = 0, uint flags = 0, uint process = 1, string owner = "client") =>
        (await client.CallAsync(Op.Lock, LockBody(fid, kind, start, length, flags, process, owner)).Succeeds()).Body[0];
}
