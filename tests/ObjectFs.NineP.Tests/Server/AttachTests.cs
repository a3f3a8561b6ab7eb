using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests.Server;

/// <summary>attach(5).</summary>
public sealed class AttachTests
{
    [Theory, EveryDialect]
    public async Task Attaching_gives_the_root(NinePDialect dialect)
    {
        await using var rig = await Rig.StartAsync(Rig.Tree());
        var client = await rig.OpenAsync();
        await client.VersionAsync(RawClient.NameOf(dialect));
        Assert.True((await client.AttachAsync(5).Succeeds()).Id().IsDirectory);
        await client.WalkAsync(5, 6, "hello").Succeeds();
    }

    [Theory, EveryDialect]
    public async Task The_user_nobody_with_no_number_may_attach(NinePDialect dialect)
    {
        // the first thing that Linux sends
        await using var rig = await Rig.StartAsync(Rig.Tree());
        var client = await rig.OpenAsync();
        await client.VersionAsync(RawClient.NameOf(dialect));
        await client.AttachAsync(0, RawClient.NoFid, "nobody", "", uint.MaxValue).Succeeds();
    }

    [Theory, EveryDialect]
    public async Task A_fid_in_use_is_not_attached_again(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.FindAsync("hello");
        await client.AttachAsync(0).Refused();
        await client.AttachAsync(fid).Refused();
        Assert.Equal(8, (await client.StatAsync(fid)).Kind);
    }

    [Theory, EveryDialect]
    public async Task No_fid_is_not_attached(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        await client.AttachAsync(RawClient.NoFid).Refused();
    }

    [Theory, EveryDialect]
    public async Task A_fid_that_proves_nothing_is_refused(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var file = await client.FindAsync("hello");
        await client.AttachAsync(7, afid: 99).Refused();
        await client.AttachAsync(7, afid: file).Refused();
        await client.AttachAsync(7, afid: 7).Refused();
        Assert.False(await client.IsBoundAsync(7));
    }

    [Theory, EveryDialect]
    public async Task Each_attach_is_of_its_own(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var other = client.NewFid();
        await client.AttachAsync(other).Succeeds();
        await client.ClunkAsync(0).Succeeds();
        var fid = client.NewFid();
        await client.WalkAsync(other, fid, "dir", "inner").Succeeds();
        await client.AttachAsync(0).Succeeds();
    }

    [Theory, EveryDialect]
    public async Task Authentication_is_not_needed_and_refused(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var body = new Body().U32(9).Text("nobody").Text("");
        if (dialect != NinePDialect.Plan9)
            body.U32(uint.MaxValue);

        // diod's library takes this number alone for "not needed"
        await client.CallAsync(Op.Auth, body).Refused(Errno.ENOENT);
        Assert.False(await client.IsBoundAsync(9));
    }

    [Theory, EveryDialect]
    public async Task A_tree_that_is_named_is_never_above_the_root(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var root = (await client.StatAsync(0)).Id;
        foreach (var tree in new[] { "..", "../..", "/..", "/../../etc" })
        {
            var answer = await client.AttachAsync(77, tree: tree);
            if (!answer.IsError)
            {
                Assert.Equal(root.Path, answer.Id().Path);
                await client.ClunkAsync(77).Succeeds();
            }
        }
    }

    [Theory, EveryDialect]
    public async Task The_whole_tree_has_two_names(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var root = (await client.StatAsync(0)).Id;
        Assert.Equal(root, (await client.AttachAsync(77, tree: "").Succeeds()).Id());
        Assert.Equal(root, (await client.AttachAsync(78, tree: "/").Succeeds()).Id());
    }

    [Theory, EveryDialect]
    public async Task Who_a_peer_is_does_not_depend_on_what_it_says(NinePDialect dialect)
    {
        StubFile file = new(2) { Owner = 0, Mode = 0b110_000_000 };
        await using var rig = await Rig.StartAsync(new StubDirectory { ["f"] = file });
        rig.Caller = new(1000, 1000, 1);
        var client = await rig.OpenAsync();
        await client.VersionAsync(RawClient.NameOf(dialect));
        var answer = await client.AttachAsync(0, user: "root", number: 0);
        if (answer.IsError)
            return;
        await client.WalkAsync(0, 1, "f").Succeeds();
        await client.OpenAsync(1).Refused(Errno.EACCES, Errno.EPERM);
        Assert.DoesNotContain(file.Callers, static caller => caller.UserId == 0);
    }
}
