using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests.Server;

/// <summary>What a file is known by, and who keeps it: qids and fids.</summary>
public sealed class QidTests
{
    [Theory, EveryDialect]
    public async Task A_file_has_one_qid_however_one_comes_to_it(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var other = await rig.ConnectAsync(dialect);
        var one = (await client.WalkAsync(0, 1, "dir", "inner").Succeeds()).Ids[^1];
        Assert.Equal(one.Path, (await client.WalkAsync(0, 2, "dir", "sub", "..", "inner").Succeeds()).Ids[^1].Path);
        Assert.Equal(one.Path, (await other.WalkAsync(0, 1, "dir", "inner").Succeeds()).Ids[^1].Path);
        Assert.Equal(one.Path, (await client.StatAsync(1)).Id.Path);
        Assert.Equal(one.Path, (await client.OpenAsync(1).Succeeds()).Id().Path);
    }

    [Theory, EveryDialect]
    public async Task A_file_of_the_same_name_has_another_qid(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        HashSet<ulong> paths = [];
        for (var i = 0; i < 20; i++)
        {
            var fid = await client.FindAsync([]);
            Assert.True(paths.Add((await client.CreateAsync(fid, "temporary").Succeeds()).Id().Path));
            await client.RemoveAsync(fid).Succeeds();
        }
    }

    [Theory, EveryDialect]
    public async Task A_fid_follows_its_file_to_wherever_that_is_moved(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var deep = await client.FindAsync("dir", "sub", "deep");
        var open = await client.OpenedAsync(RawClient.OREAD, "dir", "sub", "deep");
        await client.RenameAsync(await client.FindAsync("dir"), 0, "renamed").Succeeds();
        Assert.Equal("deep\n"u8.ToArray(), (await client.ReadAsync(open).Succeeds()).Data);
        Assert.Equal(5u, (await client.StatAsync(deep)).Size);
        await client.OpenAsync(deep).Succeeds();
        Assert.Equal("deep\n"u8.ToArray(), (await client.ReadAsync(deep).Succeeds()).Data);
        await client.WalkAsync(0, 99, "dir").Refused(Errno.ENOENT);
    }

    [Theory, EveryDialect]
    public async Task A_fid_keeps_a_file_that_was_removed(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var open = await client.OpenedAsync(RawClient.OREAD, "hello");
        await client.RemoveAsync(await client.FindAsync("hello")).Succeeds();
        Assert.Equal(13, (await client.ReadAsync(open).Succeeds()).Data.Length);
        Assert.Equal(13u, (await client.StatAsync(open)).Size);
        await client.WalkAsync(0, 99, "hello").Refused(Errno.ENOENT);
    }

    [Fact]
    public async Task A_removed_file_that_is_open_can_be_cloned_and_opened_again_by_Linux()
    {
        // what 6.12 does with a file that is open and unlinked
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var open = await client.OpenedAsync(RawClient.OREAD, "hello");
        await client.CallAsync(Op.UnlinkAt, new Body().U32(0).Text("hello").U32(0)).Succeeds();
        await client.WalkAsync(open, 50, Array.Empty<string>()).Succeeds();
        await client.OpenAsync(50).Succeeds();
        Assert.Equal(13, (await client.ReadAsync(50).Succeeds()).Data.Length);
    }
}
