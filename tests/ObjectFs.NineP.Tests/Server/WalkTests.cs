using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests.Server;

/// <summary>walk(5).</summary>
public sealed class WalkTests
{
    [Theory, EveryDialect]
    public async Task A_walk_gives_a_qid_for_each_name(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var ids = (await client.WalkAsync(0, 1, "dir", "sub", "deep").Succeeds()).Ids;
        Assert.Equal([true, true, false], ids.Select(static id => id.IsDirectory));
        Assert.Equal(3, ids.Select(static id => id.Path).Distinct().Count());
        Assert.Equal(ids[2], (await client.StatAsync(1)).Id);
    }

    [Theory, EveryDialect]
    public async Task A_walk_of_no_names_clones(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.FindAsync("dir", "inner");
        var clone = client.NewFid();
        Assert.Empty((await client.WalkAsync(fid, clone, Array.Empty<string>()).Succeeds()).Ids);
        await client.ClunkAsync(fid).Succeeds();
        await client.OpenAsync(clone).Succeeds();
        Assert.Equal("inner\n"u8.ToArray(), (await client.ReadAsync(clone).Succeeds()).Data);
    }

    [Theory, EveryDialect]
    public async Task A_fid_may_be_cloned_onto_itself(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.FindAsync("hello");
        Assert.Empty((await client.WalkAsync(fid, fid, Array.Empty<string>()).Succeeds()).Ids);
        Assert.Equal(8, (await client.StatAsync(fid)).Kind);
    }

    [Theory, EveryDialect]
    public async Task Where_the_first_name_is_not_there_the_walk_is_refused_and_binds_nothing(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        await client.WalkAsync(0, 1, "nothing").Refused(Errno.ENOENT);
        await client.WalkAsync(0, 1, "nothing", "more").Refused(Errno.ENOENT);
        Assert.False(await client.IsBoundAsync(1));
    }

    [Theory, EveryDialect]
    public async Task Where_a_later_name_is_not_there_the_walk_tells_how_far_it_came_and_binds_nothing(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        Assert.Single((await client.WalkAsync(0, 1, "dir", "nothing").Succeeds()).Ids);
        Assert.Equal(2, (await client.WalkAsync(0, 1, "dir", "sub", "nothing", "more").Succeeds()).Ids.Length);
        Assert.False(await client.IsBoundAsync(1));
    }

    [Theory, EveryDialect]
    public async Task Where_a_walk_of_a_fid_onto_itself_ends_early_the_fid_stays_where_it_is(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.FindAsync("dir");
        var before = await client.StatAsync(fid);
        Assert.Single((await client.WalkAsync(fid, fid, "sub", "nothing").Succeeds()).Ids);
        await client.WalkAsync(fid, fid, "nothing").Refused(Errno.ENOENT);
        Assert.Equal(before.Id, (await client.StatAsync(fid)).Id);
    }

    [Theory, EveryDialect]
    public async Task A_fid_may_walk_itself(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.FindAsync("dir");
        var ids = (await client.WalkAsync(fid, fid, "sub", "deep").Succeeds()).Ids;
        Assert.Equal(ids[^1], (await client.StatAsync(fid)).Id);
    }

    [Theory, EveryDialect]
    public async Task A_file_leads_nowhere(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.FindAsync("hello");
        await client.WalkAsync(fid, 50, "x").Refused(Errno.ENOTDIR);
        Assert.Single((await client.WalkAsync(0, 50, "hello", "x").Succeeds()).Ids);
        Assert.Single((await client.WalkAsync(0, 50, "hello", "x", "y").Succeeds()).Ids);
        Assert.False(await client.IsBoundAsync(50));
    }

    [Theory, EveryDialect]
    public async Task A_fid_in_use_is_not_bound_again(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.FindAsync("hello");
        var other = await client.FindAsync("dir");
        await client.WalkAsync(other, fid, "inner").Refused();
        await client.WalkAsync(other, fid, Array.Empty<string>()).Refused();
        await client.WalkAsync(other, 0, "inner").Refused();
        Assert.Equal(8, (await client.StatAsync(fid)).Kind);
        Assert.Equal(13u, (await client.StatAsync(fid)).Size);
    }

    [Theory, EveryDialect]
    public async Task No_fid_is_not_bound_and_leads_nowhere(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        await client.WalkAsync(0, RawClient.NoFid, "hello").Refused();
        await client.WalkAsync(RawClient.NoFid, 1, "hello").Refused();
        await client.WalkAsync(99, 1, "hello").Refused();
        Assert.False(await client.IsBoundAsync(1));
    }

    [Theory, EveryDialect]
    public async Task Above_the_root_is_the_root(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var root = (await client.StatAsync(0)).Id;
        var ids = (await client.WalkAsync(0, 1, "..", "..", "dir", "..", "..", "dir", "sub", "..", "..", "..").Succeeds()).Ids;
        Assert.Equal(root.Path, ids[0].Path);
        Assert.Equal(root.Path, ids[1].Path);
        Assert.Equal(root.Path, ids[3].Path);
        Assert.Equal(root.Path, ids[^1].Path);
        Assert.Equal(root.Path, (await client.StatAsync(1)).Id.Path);
        Assert.Equal(ids[2].Path, ids[7].Path);
    }

    [Theory, EveryDialect]
    public async Task Above_a_directory_that_has_moved_is_where_it_is_now_and_never_above_the_root(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var root = (await client.StatAsync(0)).Id;
        var fid = await client.FindAsync("dir", "sub");
        var directory = await client.FindAsync("dir");
        await client.RenameAsync(directory, 0, "renamed").Succeeds();
        Assert.Equal(root.Path, (await client.WalkAsync(fid, 50, "..", "..", "..", "..").Succeeds()).Ids[^1].Path);
        Assert.Equal("renamed", (await client.NamesAsync()).Single(static name => name.StartsWith("re", StringComparison.Ordinal)));
        Assert.Equal((await client.StatAsync(directory)).Id.Path, (await client.WalkAsync(fid, 51, "..").Succeeds()).Ids[0].Path);
    }

    [Theory, EveryDialect]
    public async Task A_single_dot_is_no_name(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        await client.WalkAsync(0, 1, ".").Refused();
        Assert.Single((await client.WalkAsync(0, 1, "dir", ".").Succeeds()).Ids);
        Assert.False(await client.IsBoundAsync(1));
    }

    [Theory, EveryDialect]
    public async Task Sixteen_names_are_walked_and_seventeen_are_not(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        Assert.Equal(16, (await client.WalkAsync(0, 1, [.. Enumerable.Repeat("..", 16)]).Succeeds()).Ids.Length);
        await client.SendAsync(RawClient.WalkBody(0, 2, [.. Enumerable.Repeat(".."u8.ToArray(), 17)]).Frame(Op.Walk, 500));
        Assert.True(await client.IsRefusedOrEndedAsync());
    }

    [Theory, EveryDialect(NinePDialect.Plan9, NinePDialect.Unix)]
    public async Task An_open_fid_is_not_walked(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD, "dir");
        await client.WalkAsync(fid, 50, "inner").Refused();
        await client.WalkAsync(fid, fid, "inner").Refused();
        Assert.False(await client.IsBoundAsync(50));
    }

    [Fact]
    public async Task An_open_fid_of_Linux_is_cloned_and_the_clone_is_not_open()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD, "hello");
        await client.WalkAsync(fid, 50, Array.Empty<string>()).Succeeds();
        await client.ReadAsync(50).Refused(Errno.EBADF, Errno.EINVAL);
        await client.OpenAsync(50).Succeeds();
        Assert.Equal(13, (await client.ReadAsync(50).Succeeds()).Data.Length);
        Assert.Equal(13, (await client.ReadAsync(fid).Succeeds()).Data.Length);
    }
}
