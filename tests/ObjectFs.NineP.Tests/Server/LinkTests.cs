namespace ObjectFs.NineP.Tests.Server;

/// <summary>Symbolic links, as each dialect has them.</summary>
public sealed class LinkTests
{
    [Theory, EveryDialect]
    public async Task Links_are_what_the_dialect_has(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var ids = (await client.WalkAsync(0, 100, "dirlink").Succeeds()).Ids;
        if (dialect == NinePDialect.Plan9)
        {
            Assert.True(ids[0].IsDirectory);
            Assert.Equal(2, (await client.WalkAsync(0, 101, "dirlink", "inner").Succeeds()).Ids.Length);
            Assert.Equal("hello, world\n", await client.TextAsync("link"));
        }
        else
        {
            Assert.Equal(0x02, ids[0].Type);
            Assert.Equal(10, (await client.StatAsync(100)).Kind);
            Assert.Single((await client.WalkAsync(0, 101, "dirlink", "inner").Succeeds()).Ids);
        }
    }

    [Theory, EveryDialect]
    public async Task A_link_to_nowhere_to_itself_or_out_of_the_tree_does_no_harm(NinePDialect dialect)
    {
        var root = Rig.Tree();
        root.AddSymlink("dangling", "nowhere");
        root.AddSymlink("loop", "loop");
        root.AddSymlink("ping", "pong");
        root.AddSymlink("pong", "ping");
        root.AddSymlink("up", "../../../../etc/passwd");
        root.AddSymlink("absolute", "/etc/passwd");
        var (rig, client) = await Rig.BeginAsync(dialect, root);
        await using var _ = rig;
        foreach (var name in new[] { "dangling", "loop", "ping", "up", "absolute" })
        {
            var answer = await client.WalkAsync(0, 50, name);
            if (!answer.IsError)
            {
                Assert.False(answer.Ids[0].IsDirectory);
                await client.OpenAsync(50).Refused();
                await client.ClunkAsync(50).Succeeds();
            }
        }

        await client.PingAsync();
    }
}
