using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests.Server;

/// <summary>What the mode bits allow a peer who is neither root nor the program's own user. What it may, it may do next to what it may not.</summary>
public sealed class RightsTests
{
    private const uint Somebody = 54321;

    [Theory, EveryDialect]
    public async Task A_directory_that_may_not_be_searched_is_not_walked_through(NinePDialect dialect)
    {
        var (rig, client) = await BeginAsync(dialect);
        await using var _ = rig;
        await client.WalkAsync(0, 50, "open", "file").Succeeds();
        await client.WalkAsync(0, 51, "closed", "file");
        Assert.False(await client.IsBoundAsync(51));

        // nor behind a link, where the server follows it
        if (dialect == NinePDialect.Plan9)
            await client.WalkAsync(0, 52, "around").Refused();
    }

    [Theory, EveryDialect]
    public async Task Files_and_directories_are_made_where_it_may_write(NinePDialect dialect)
    {
        var (rig, client) = await BeginAsync(dialect);
        await using var _ = rig;
        await client.CreateAsync(await client.FindAsync("shared"), "new").Succeeds();
        await client.MakeDirectoryAsync(await client.FindAsync("shared"), "directory").Succeeds();
        await client.CreateAsync(await client.FindAsync("open"), "new").Refused(Errno.EACCES);
        await client.MakeDirectoryAsync(await client.FindAsync("open"), "directory").Refused(Errno.EACCES);
        if (dialect == NinePDialect.Linux)
            await client.CallAsync(Op.Symlink, new Body().U32(await client.FindAsync("open")).Text("new").Text("x").U32(0)).Refused(Errno.EACCES);
        Assert.Equal(["file"], await client.NamesAsync("open"));
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_opened_by_creating_it()
    {
        var (rig, client) = await BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        await client.CreateAsync(await client.FindAsync("shared"), "secret", open: RawClient.OREAD, flags: 0x40).Refused(Errno.EACCES);
        await client.CreateAsync(await client.FindAsync("shared"), "file", open: RawClient.OWRITE, flags: 0x40 | 0x200).Refused(Errno.EACCES);
        await client.CreateAsync(await client.FindAsync("shared"), "file", open: RawClient.OREAD, flags: 0x40).Succeeds();
    }

    [Theory, EveryDialect]
    public async Task Names_are_removed_where_it_may_write(NinePDialect dialect)
    {
        var (rig, client) = await BeginAsync(dialect);
        await using var _ = rig;
        await client.RemoveAsync(await client.FindAsync("open", "file")).Refused(Errno.EACCES);
        if (dialect == NinePDialect.Linux)
            await client.CallAsync(Op.UnlinkAt, new Body().U32(await client.FindAsync("open")).Text("file").U32(0)).Refused(Errno.EACCES);
        Assert.Equal(["file"], await client.NamesAsync("open"));
        await client.RemoveAsync(await client.FindAsync("shared", "file")).Succeeds();
        if (dialect == NinePDialect.Linux)
            await client.CallAsync(Op.UnlinkAt, new Body().U32(await client.FindAsync("shared")).Text("secret").U32(0)).Succeeds();
    }

    [Theory, EveryDialect(NinePDialect.Plan9, NinePDialect.Unix)]
    public async Task Nor_is_anything_removed_by_closing_it(NinePDialect dialect)
    {
        var (rig, client) = await BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.FindAsync("open", "file");
        await client.OpenAsync(fid, RawClient.OREAD | RawClient.ORCLOSE).Refused(Errno.EACCES);
        await client.ClunkAsync(fid).Succeeds();
        Assert.Equal(["file"], await client.NamesAsync("open"));
        await client.OpenAsync(await client.FindAsync("shared", "secret"), RawClient.OREAD | RawClient.ORCLOSE).Refused(Errno.EACCES);
        fid = await client.OpenedAsync(RawClient.OREAD | RawClient.ORCLOSE, "shared", "file");
        await client.ClunkAsync(fid).Succeeds();
        await Eventually.IsAsync(false, async () => (await client.NamesAsync("shared")).Contains("file"));
    }

    [Theory, EveryDialect]
    public async Task Names_are_changed_where_it_may_write(NinePDialect dialect)
    {
        var (rig, client) = await BeginAsync(dialect);
        await using var _ = rig;
        await client.RenameAsync(await client.FindAsync("open", "file"), await client.FindAsync("open"), "new").Refused(Errno.EACCES);
        if (dialect == NinePDialect.Linux)
        {
            var (open, shared) = (await client.FindAsync("open"), await client.FindAsync("shared"));
            await client.CallAsync(Op.RenameAt, new Body().U32(open).Text("file").U32(shared).Text("new")).Refused(Errno.EACCES);
            await client.CallAsync(Op.RenameAt, new Body().U32(shared).Text("file").U32(open).Text("new")).Refused(Errno.EACCES);
        }

        await client.RenameAsync(await client.FindAsync("shared", "file"), await client.FindAsync("shared"), "new").Succeeds();
    }

    [Theory, EveryDialect]
    public async Task Attributes_are_changed_as_far_as_it_may_write_and_never_the_mode(NinePDialect dialect)
    {
        var (rig, client) = await BeginAsync(dialect);
        await using var _ = rig;
        await client.SetSizeAsync(await client.FindAsync("open", "file"), 0).Refused(Errno.EACCES);
        await client.SetSizeAsync(await client.FindAsync("writable"), 1).Succeeds();
        var mode = dialect == NinePDialect.Linux
            ? new Body().U32(await client.FindAsync("writable")).U32(1).U32(0x1ff).U32(0).U32(0).U64(0).U64(0).U64(0).U64(0).U64(0)
            : client.WstatBody(await client.FindAsync("writable"), mode: 0x1ff);
        await client.CallAsync(client.SetStatType, mode).Refused(Errno.EPERM);
        Assert.Equal((1u, 0b110_110_110u), ((uint)(await client.StatAsync("writable")).Size, (await client.StatAsync("writable")).Mode));
    }

    [Fact]
    public async Task Extended_attributes_are_read_and_set_as_their_file_is()
    {
        var (rig, client) = await BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        await XattrAsync(client, "user.note", "shared", "secret").Refused(Errno.EACCES);
        Assert.Equal(5u, (await XattrAsync(client, "user.note", "open", "file").Succeeds()).U64(0));
        await client.CallAsync(Op.XattrCreate, new Body().U32(await client.FindAsync("shared", "secret")).Text("user.note").U64(1).U32(0)).Refused(Errno.EACCES);
        await client.CallAsync(Op.XattrCreate, new Body().U32(await client.FindAsync("open", "file")).Text("user.note").U64(1).U32(0)).Refused(Errno.EACCES);
        await client.CallAsync(Op.XattrCreate, new Body().U32(await client.FindAsync("writable")).Text("user.note").U64(1).U32(0)).Succeeds();

        // names are no secret, and for this one Linux asks before each write
        await XattrAsync(client, "", "shared", "secret").Succeeds();
        await XattrAsync(client, "security.capability", "shared", "secret").Refused(Errno.ENODATA);
    }

    private static async Task<Answer> XattrAsync(RawClient client, string name, params IReadOnlyList<string> path) =>
        await client.CallAsync(Op.XattrWalk, new Body().U32(await client.FindAsync(path)).U32(client.NewFid()).Text(name));

    private static async Task<(Rig Rig, RawClient Client)> BeginAsync(NinePDialect dialect)
    {
        var root = new MemoryVolume().CreateRoot();
        root.AddFile("writable", "text"u8, 0b110_110_110);
        root.AddSymlink("around", "closed/file");
        await NoteAsync(root.AddDirectory("open").AddFile("file", "text"u8));
        root.AddDirectory("closed", 0b111_000_000).AddFile("file", "text"u8);
        var shared = root.AddDirectory("shared", 0b111_111_111);
        shared.AddFile("file", "text"u8);
        await NoteAsync(shared.AddFile("secret", "text"u8, 0b110_000_000));
        var rig = await Rig.StartAsync(root);
        rig.Caller = new(Somebody, Somebody, 1);
        return (rig, await rig.ConnectAsync(dialect));
    }

    private static async Task NoteAsync(MemoryFile file) =>
        Assert.True((await file.SetXattrAsync("user.note"u8, Encoding.UTF8.GetBytes("known"), XattrFlags.None, default, CancellationToken.None)).Succeeded);
}
