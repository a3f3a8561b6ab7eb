using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests.Server;

/// <summary>Names that cannot be: refused wherever a name may stand, and the session lives on.</summary>
public sealed class NameTests
{
    private static readonly byte[][] Bad =
    [
        [], "."u8.ToArray(), ".."u8.ToArray(), "a/b"u8.ToArray(), "/"u8.ToArray(), "/etc"u8.ToArray(), "../x"u8.ToArray(), "x/.."u8.ToArray(), "a\0b"u8.ToArray(), "\0"u8.ToArray(),
        [0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [(byte)'a', 0xe2, 0x82], [0xf4, 0x90, 0x80, 0x80], Encoding.ASCII.GetBytes(new string('x', 256)), Encoding.ASCII.GetBytes(new string('x', 60000)),
    ];

    [Theory, EveryDialect]
    public async Task A_name_that_cannot_be_is_not_walked(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        foreach (var name in Bad.Where(static name => !name.AsSpan().SequenceEqual(".."u8)))
        {
            await client.WalkAsync(0, 50, name).Refused(Errno.ENOENT, Errno.EINVAL, Errno.EILSEQ, Errno.ENAMETOOLONG);
            Assert.Single((await client.WalkAsync(0, 50, "dir"u8.ToArray(), name).Succeeds()).Ids);
            Assert.False(await client.IsBoundAsync(50));
        }

        await client.PingAsync();
    }

    [Theory, EveryDialect]
    public async Task A_name_that_cannot_be_is_not_created(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var before = await client.NamesAsync();
        foreach (var name in Bad)
        {
            var fid = await client.FindAsync("dir");
            await client.CreateAsync(fid, name).Refused(Errno.EINVAL, Errno.EILSEQ, Errno.ENAMETOOLONG, Errno.EEXIST, Errno.EISDIR, Errno.ENOENT, Errno.EPERM);
            Assert.Equal(4, (await client.StatAsync(fid)).Kind);
            await client.MakeDirectoryAsync(fid, name).Refused();
            await client.ClunkAsync(fid).Succeeds();
        }

        Assert.Equal(before, await client.NamesAsync());
        Assert.Equal(["inner", "sub"], (await client.NamesAsync("dir")).Order());
    }

    [Theory, EveryDialect]
    public async Task Nothing_is_renamed_to_a_name_that_cannot_be(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.FindAsync("dir", "inner");
        var directory = await client.FindAsync("dir");

        // in Twstat the empty name leaves the name as it is
        foreach (var name in Bad.Where(name => client.IsLinux || name.Length > 0))
        {
            var body = client.IsLinux ? new Body().U32(fid).U32(directory).Text(name) : client.WstatBody(fid, name);
            await client.CallAsync(client.IsLinux ? Op.Rename : Op.Wstat, body).Refused();
        }

        Assert.Equal(["inner", "sub"], (await client.NamesAsync("dir")).Order());
        Assert.Contains("hello", await client.NamesAsync());
    }

    [Fact]
    public async Task Linux_has_more_places_for_a_name_that_cannot_be()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var directory = await client.FindAsync("dir");
        var before = await client.NamesAsync();
        foreach (var name in Bad)
        {
            await client.CallAsync(Op.UnlinkAt, new Body().U32(directory).Text(name).U32(0)).Refused();
            await client.CallAsync(Op.UnlinkAt, new Body().U32(directory).Text(name).U32(0x200)).Refused();
            await client.CallAsync(Op.RenameAt, new Body().U32(directory).Text(name).U32(0).Text("new")).Refused();
            await client.CallAsync(Op.RenameAt, new Body().U32(directory).Text("inner").U32(0).Text(name)).Refused();
            await client.CallAsync(Op.Symlink, new Body().U32(directory).Text(name).Text("target").U32(0)).Refused();
            await client.CallAsync(Op.Mknod, new Body().U32(directory).Text(name).U32(0x81a4).U32(0).U32(0).U32(0)).Refused();
            await client.CallAsync(Op.Link, new Body().U32(directory).U32(directory).Text(name)).Refused();
        }

        Assert.Equal(["inner", "sub"], (await client.NamesAsync("dir")).Order());
        Assert.Equal(before, await client.NamesAsync());
    }

    [Theory, EveryDialect]
    public async Task A_name_of_255_bytes_is_a_name(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var name = new string('x', 255);
        await client.WalkAsync(0, 50, name).Refused(Errno.ENOENT);
        var fid = await client.FindAsync("vacant");
        await client.CreateAsync(fid, name).Succeeds();
        Assert.Equal([name], await client.NamesAsync("vacant"));
        await client.FindAsync("vacant", name);
    }

    [Theory, EveryDialect]
    public async Task A_name_may_hold_whatever_else_there_is(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        string[] names = ["ünï", "日本", "🙂", "a b", "%2F", "\\", "..."];
        foreach (var name in names)
        {
            var fid = await client.FindAsync("vacant");
            await client.CreateAsync(fid, name).Succeeds();
            await client.ClunkAsync(fid).Succeeds();
        }

        Assert.Equal(names.Order(StringComparer.Ordinal), (await client.NamesAsync("vacant")).Order(StringComparer.Ordinal));
    }
}
