using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests.Server;

/// <summary>Trename, Trenameat and Tunlinkat of 9P2000.L.</summary>
public sealed class RenameTests
{
    [Fact]
    public async Task A_name_moves_from_one_directory_to_another()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var directory = await client.FindAsync("dir");
        var fid = await client.FindAsync("hello");
        await RenameAtAsync(client, 0, "hello", directory, "moved").Succeeds();
        Assert.Equal("hello, world\n", await client.TextAsync("dir", "moved"));
        await client.WalkAsync(0, 99, "hello").Refused(Errno.ENOENT);
        await client.OpenAsync(fid).Succeeds();
        Assert.Equal(13, (await client.ReadAsync(fid).Succeeds()).Data.Length);
    }

    [Fact]
    public async Task What_a_fid_stands_for_moves_to_another_directory()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var directory = await client.FindAsync("dir");
        var fid = await client.FindAsync("hello");
        await client.RenameAsync(fid, directory, "moved").Succeeds();
        Assert.Equal("hello, world\n", await client.TextAsync("dir", "moved"));
        await client.RenameAsync(fid, 0, "back").Succeeds();
        Assert.Equal("hello, world\n", await client.TextAsync("back"));
        Assert.Equal(["inner", "sub"], (await client.NamesAsync("dir")).Order());
    }

    [Fact]
    public async Task A_name_replaces_another_of_its_kind()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        await RenameAtAsync(client, 0, "hello", 0, "other").Succeeds();
        Assert.Equal("hello, world\n", await client.TextAsync("other"));
        await RenameAtAsync(client, 0, "other", 0, "dir").Refused(Errno.EISDIR);
        await RenameAtAsync(client, 0, "dir", 0, "other").Refused(Errno.ENOTDIR);
        await RenameAtAsync(client, 0, "vacant", 0, "dir").Refused(Errno.ENOTEMPTY, Errno.EEXIST);
        await RenameAtAsync(client, 0, "dir", 0, "vacant").Succeeds();
        await RenameAtAsync(client, 0, "nothing", 0, "new").Refused(Errno.ENOENT);
    }

    [Fact]
    public async Task A_directory_does_not_move_into_itself()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        await RenameAtAsync(client, 0, "dir", await client.FindAsync("dir", "sub"), "new").Refused(Errno.EINVAL);
        await RenameAtAsync(client, 0, "dir", await client.FindAsync("dir"), "new").Refused(Errno.EINVAL);
        await client.RenameAsync(await client.FindAsync("dir"), await client.FindAsync("dir", "sub"), "new").Refused(Errno.EINVAL);
        Assert.Equal("deep\n", await client.TextAsync("dir", "sub", "deep"));
    }

    [Fact]
    public async Task A_file_is_no_place_to_move_to_or_from()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var file = await client.FindAsync("hello");
        await RenameAtAsync(client, 0, "other", file, "new").Refused(Errno.ENOTDIR);
        await RenameAtAsync(client, file, "other", 0, "new").Refused(Errno.ENOTDIR);
        await client.RenameAsync(await client.FindAsync("other"), file, "new").Refused(Errno.ENOTDIR);
        await client.RenameAsync(0, await client.FindAsync("dir"), "new").Refused(Errno.EBUSY, Errno.EPERM, Errno.EINVAL);
    }

    [Fact]
    public async Task Every_fid_follows_what_moves()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var other = await rig.ConnectAsync(NinePDialect.Linux);
        var deep = await other.FindAsync("dir", "sub", "deep");
        var sub = await other.FindAsync("dir", "sub");
        var vacant = await client.FindAsync("vacant");
        await RenameAtAsync(client, await client.FindAsync("dir"), "sub", vacant, "moved").Succeeds();
        Assert.Equal(5u, (await other.StatAsync(deep)).Size);
        Assert.Single((await other.WalkAsync(sub, 50, "deep").Succeeds()).Ids);
        await other.RemoveAsync(deep).Succeeds();
        Assert.Empty(await client.NamesAsync("vacant", "moved"));
    }

    [Theory, EveryDialect]
    public async Task A_fid_follows_what_another_connection_renames(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var other = await rig.ConnectAsync(NinePDialect.Linux);
        var fid = await client.FindAsync("dir", "inner");
        await RenameAtAsync(other, await other.FindAsync("dir"), "inner", await other.FindAsync("vacant"), "moved").Succeeds();
        if (!client.IsLinux)
            Assert.Equal("moved", (await client.StatAsync(fid)).Name);
        else
            await client.RenameAsync(fid, await client.FindAsync("vacant"), "again").Succeeds();
        await client.RemoveAsync(fid).Succeeds();
        Assert.Empty(await client.NamesAsync("vacant"));
    }

    [Theory, EveryDialect]
    public async Task The_way_up_from_what_another_connection_moved_is_the_new_one(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var other = await rig.ConnectAsync(NinePDialect.Linux);
        var fid = await client.FindAsync("dir", "sub");
        await RenameAtAsync(other, await other.FindAsync("dir"), "sub", await other.FindAsync("vacant"), "moved").Succeeds();
        var above = (await client.WalkAsync(fid, 50, "..").Succeeds()).Ids[0];
        Assert.Equal((await client.StatAsync("vacant")).Id.Path, above.Path);
    }

    [Fact]
    public async Task What_is_moved_out_of_what_is_attached_leads_nowhere_else()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var other = await rig.ConnectAsync(NinePDialect.Linux);
        await other.AttachAsync(10, tree: "dir").Succeeds();
        var root = (await other.StatAsync(10)).Id;
        foreach (var (fid, name) in new[] { (11u, "sub"), (12u, "inner") })
            await other.WalkAsync(10, fid, name).Succeeds();
        var directory = await client.FindAsync("dir");
        await RenameAtAsync(client, directory, "inner", directory, "within").Succeeds();
        await RenameAtAsync(client, directory, "sub", await client.FindAsync("vacant"), "outside").Succeeds();

        // above it is still what was attached, and it is not removed from where it is now
        Assert.Equal(root.Path, (await other.WalkAsync(11, 13, "..", "..", "..").Succeeds()).Ids[^1].Path);
        await other.RemoveAsync(11).Refused(Errno.ENOENT);
        Assert.Equal(["outside"], await client.NamesAsync("vacant"));
        await other.RemoveAsync(12).Succeeds();
        Assert.Empty(await client.NamesAsync("dir"));
    }

    [Theory, EveryDialect]
    public async Task What_the_program_renamed_itself_is_asked_for_again(NinePDialect dialect)
    {
        var root = Rig.Tree();
        var (rig, client) = await Rig.BeginAsync(dialect, root);
        await using var _ = rig;
        var fids = new[] { await client.FindAsync("hello"), await client.FindAsync("hello"), await client.FindAsync("hello") };
        Assert.True((await root.RenameAsync("hello"u8, root, "moved"u8, RenameFlags.None, default, CancellationToken.None)).Succeeded);
        var answer = await client.RemoveAsync(fids[0]).Refused(Errno.ENOENT);
        Assert.True(client.IsLinux || answer.Sentence!.Contains("walk to it again", StringComparison.Ordinal), answer.Sentence);
        root.AddFile("hello", "another"u8);
        answer = await client.RemoveAsync(fids[1]).Refused(Errno.ESTALE);
        Assert.True(client.IsLinux || answer.Sentence!.Contains("walk to it again", StringComparison.Ordinal), answer.Sentence);
        await client.RenameAsync(fids[2], await client.FindAsync([]), "new").Refused(Errno.ESTALE);
        Assert.Equal("another", await client.TextAsync("hello"));
        Assert.Equal("hello, world\n", await client.TextAsync("moved"));
    }

    [Theory, EveryDialect]
    public async Task A_new_link_is_not_taken_for_what_had_its_name(NinePDialect dialect)
    {
        var root = Rig.Tree();
        var (rig, client) = await Rig.BeginAsync(dialect, root);
        await using var _ = rig;
        var fids = new[] { await client.FindAsync("hello"), await client.FindAsync("hello") };
        Assert.True((await root.RemoveAsync("hello"u8, NodeKind.File, default, CancellationToken.None)).Succeeded);
        root.AddSymlink("hello", "other");
        await client.RenameAsync(fids[0], await client.FindAsync([]), "new").Refused(Errno.ESTALE);
        await client.RemoveAsync(fids[1]).Refused(Errno.ESTALE);
        Assert.Contains("hello", await client.NamesAsync());
    }

    [Theory, EveryDialect]
    public async Task A_link_is_renamed_and_removed_and_not_what_it_leads_to(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        await client.RenameAsync(await client.FindAsync("link"), await client.FindAsync([]), "renamed").Succeeds();
        Assert.Contains("hello", await client.NamesAsync());
        await client.RemoveAsync(await client.FindAsync("renamed")).Succeeds();
        await client.RemoveAsync(await client.FindAsync("dirlink")).Succeeds();
        var names = await client.NamesAsync();
        Assert.DoesNotContain("renamed", names);
        Assert.DoesNotContain("dirlink", names);
        Assert.Contains("hello", names);
        Assert.Contains("dir", names);
    }

    [Fact]
    public async Task What_was_moved_through_a_fid_is_removed_from_where_it_is_now()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var fid = await client.FindAsync("hello");
        await client.RenameAsync(fid, await client.FindAsync("dir"), "moved").Succeeds();
        await client.CallAsync(Op.Rename, new Body().U32(await client.FindAsync("other")).U32(0).Text("hello")).Succeeds();
        await client.RemoveAsync(fid).Succeeds();
        Assert.Equal("other\n", await client.TextAsync("hello"));
        Assert.Equal(["inner", "sub"], (await client.NamesAsync("dir")).Order());
    }

    [Fact]
    public async Task A_name_is_unlinked_and_its_fids_stay()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var fid = await client.FindAsync("hello");
        await UnlinkAsync(client, 0, "hello").Succeeds();
        await UnlinkAsync(client, 0, "hello").Refused(Errno.ENOENT);
        await client.StatAsync(fid);
        await client.ClunkAsync(fid).Succeeds();
        await UnlinkAsync(client, 0, "link").Succeeds();
    }

    [Fact]
    public async Task A_directory_is_unlinked_as_one_and_a_file_as_one()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        await UnlinkAsync(client, 0, "vacant").Refused(Errno.EISDIR);
        await UnlinkAsync(client, 0, "hello", 0x200).Refused(Errno.ENOTDIR);
        await UnlinkAsync(client, 0, "dir", 0x200).Refused(Errno.ENOTEMPTY);
        await UnlinkAsync(client, 0, "vacant", 0x200).Succeeds();
        Assert.DoesNotContain("vacant", await client.NamesAsync());
        Assert.Contains("hello", await client.NamesAsync());
    }

    [Fact]
    public async Task A_flag_that_means_nothing_is_refused()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        foreach (var flags in new uint[] { 1, 0x100, 0x201, 0x400, uint.MaxValue })
            await UnlinkAsync(client, 0, "hello", flags).Refused(Errno.EINVAL);
        Assert.Contains("hello", await client.NamesAsync());
    }

    [Fact]
    public async Task Nothing_is_unlinked_from_a_file()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        await UnlinkAsync(client, await client.FindAsync("hello"), "x").Refused(Errno.ENOTDIR);
    }

    private static Task<Answer> RenameAtAsync(RawClient client, uint from, string name, uint to, string newName) =>
        client.CallAsync(Op.RenameAt, new Body().U32(from).Text(name).U32(to).Text(newName));

    private static Task<Answer> UnlinkAsync(RawClient client, uint directory, string name, uint flags = 0) =>
        client.CallAsync(Op.UnlinkAt, new Body().U32(directory).Text(name).U32(flags));
}
