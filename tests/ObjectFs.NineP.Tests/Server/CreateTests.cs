using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests.Server;

/// <summary>open(5): create; Tlcreate, Tmkdir, Tsymlink, Tmknod, Tlink.</summary>
public sealed class CreateTests
{
    [Theory, EveryDialect]
    public async Task A_created_file_is_what_the_fid_stands_for_and_open(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.FindAsync("dir");
        var made = await client.CreateAsync(fid, "new", open: RawClient.ORDWR).Succeeds();
        Assert.False(made.Id().IsDirectory);
        Assert.InRange(made.U32(13), 0u, client.MessageSize - 24);
        await client.WriteAsync(fid, 0, "text").Succeeds();
        Assert.Equal("text"u8.ToArray(), (await client.ReadAsync(fid).Succeeds()).Data);
        Assert.Equal(made.Id().Path, (await client.StatAsync(fid)).Id.Path);
        Assert.Equal("text", await client.TextAsync("dir", "new"));
        await client.OpenAsync(fid).Refused();
    }

    [Theory, EveryDialect]
    public async Task A_file_opened_by_creating_it_is_open_as_it_was_asked(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.FindAsync("dir");
        await client.CreateAsync(fid, "new", open: RawClient.OWRITE).Succeeds();
        await client.ReadAsync(fid).Refused(Errno.EBADF);
        var other = await client.FindAsync("dir");
        await client.CreateAsync(other, "newer", open: RawClient.OREAD).Succeeds();
        await client.WriteAsync(other, 0, "x").Refused(Errno.EBADF);
    }

    [Theory, EveryDialect(NinePDialect.Plan9, NinePDialect.Unix)]
    public async Task What_exists_is_not_created(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.FindAsync([]);
        await client.CreateAsync(fid, "hello").Refused(Errno.EEXIST);
        await client.CreateAsync(fid, "dir").Refused(Errno.EEXIST);
        await client.MakeDirectoryAsync(fid, "hello").Refused(Errno.EEXIST);
        Assert.Equal(4, (await client.StatAsync(fid)).Kind);
        Assert.Equal("hello, world\n", await client.TextAsync("hello"));
    }

    [Fact]
    public async Task What_exists_is_opened_by_Linux_unless_it_was_to_be_new()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        await client.CreateAsync(await client.FindAsync([]), "hello", flags: 0x40 | 0x80).Refused(Errno.EEXIST);
        var fid = await client.FindAsync([]);
        await client.CreateAsync(fid, "hello", flags: 0x8040).Succeeds();
        Assert.Equal(13u, (await client.StatAsync(fid)).Size);
        await client.CreateAsync(await client.FindAsync([]), "hello", flags: 0x40 | 0x200).Succeeds();
        Assert.Equal(0u, (await client.StatAsync("hello")).Size);
        await client.MakeDirectoryAsync(0, "hello").Refused(Errno.EEXIST);
    }

    [Theory, EveryDialect]
    public async Task Nothing_is_created_in_a_file(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.FindAsync("hello");
        await client.CreateAsync(fid, "new").Refused(Errno.ENOTDIR);
        await client.MakeDirectoryAsync(fid, "new").Refused(Errno.ENOTDIR);
        Assert.Equal(8, (await client.StatAsync(fid)).Kind);
    }

    [Theory, EveryDialect]
    public async Task Nothing_is_created_with_what_is_open(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD, "dir");
        await client.CreateAsync(fid, "new").Refused();
        await client.WalkAsync(0, 99, "dir", "new").Succeeds();
        Assert.False(await client.IsBoundAsync(99));
    }

    [Theory, EveryDialect]
    public async Task Two_creations_with_one_fid_at_once_are_one(NinePDialect dialect)
    {
        Gate gate = new();
        List<string> made = [];
        StubDirectory root = new()
        {
            OnCreate = async (name, token) =>
            {
                lock (made)
                    made.Add(name);
                return await gate.PassAsync(token) is var errno && errno != Errno.None ? errno : new CreatedFile(new StubFile(name == "one" ? 2ul : 3ul), new StubHandle());
            },
        };
        var (rig, client) = await Rig.BeginAsync(dialect, root);
        await using var _ = rig;
        var fid = await client.FindAsync([]);
        ushort[] tags =
        [
            await client.PostAsync(client.CreateType, client.CreateBody(fid, "one"u8.ToArray())),
            await client.PostAsync(client.CreateType, client.CreateBody(fid, "two"u8.ToArray())),
        ];
        await gate.Entered;
        gate.Open();
        Answer[] answers = [await client.ReceiveAsync(tags[0]), await client.ReceiveAsync(tags[1])];
        var answer = Assert.Single(answers, static answer => !answer.IsError);
        Assert.Single(made);

        // it stands for what it was told, and is one step away from where it was
        Assert.Equal(answer.Id().Path, (await client.StatAsync(fid)).Id.Path);
        await client.WriteAsync(fid, 0, "text").Succeeds();
    }

    [Theory, EveryDialect]
    public async Task A_fid_that_was_opened_while_something_was_made_with_it_stays_what_it_was(NinePDialect dialect)
    {
        Gate gate = new();
        StubHandle handle = new();
        StubDirectory root = new()
        {
            OnCreate = async (_, token) => await gate.PassAsync(token) is var errno && errno != Errno.None ? errno : new CreatedFile(new StubFile(2), handle),
        };
        var (rig, client) = await Rig.BeginAsync(dialect, root);
        await using var _ = rig;
        var fid = await client.FindAsync([]);
        var tag = await client.PostAsync(client.CreateType, client.CreateBody(fid, "new"u8.ToArray()));
        await gate.Entered;
        await client.OpenAsync(fid).Succeeds();
        gate.Open();
        Assert.True((await client.ReceiveAsync(tag)).IsError);
        await handle.Closed;
        Assert.Equal(1u, (await client.StatAsync(fid)).Id.Path);
        await client.ReadDirectoryAsync(fid).Succeeds();
    }

    [Theory, EveryDialect]
    public async Task A_directory_is_made(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        Assert.True((await client.MakeDirectoryAsync(0, "new").Succeeds()).Id().IsDirectory);
        Assert.Equal(4, (await client.StatAsync("new")).Kind);
        Assert.Empty(await client.NamesAsync("new"));
        await client.MakeDirectoryAsync(0, "new").Refused(Errno.EEXIST);
    }

    [Theory, EveryDialect(NinePDialect.Plan9, NinePDialect.Unix)]
    public async Task A_directory_that_was_created_is_what_the_fid_stands_for_and_open(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.FindAsync([]);
        await client.CreateAsync(fid, "new", 0x8000_01ed, RawClient.OREAD).Succeeds();
        Assert.Empty(await client.ListAsync(fid));
        Assert.Equal("new", (await client.StatAsync(fid)).Name);
        var other = await client.FindAsync([]);
        await client.CreateAsync(other, "newer", 0x8000_01ed, RawClient.OWRITE).Refused();
        Assert.DoesNotContain("newer", await client.NamesAsync());
    }

    [Theory, EveryDialect(NinePDialect.Plan9, NinePDialect.Unix)]
    public async Task What_is_created_has_no_more_rights_than_its_directory(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        await client.CreateAsync(await client.FindAsync("dir"), "file", 0x1b6).Succeeds();
        Assert.Equal(0x1a4u, (await client.StatAsync("dir", "file")).Mode);
        await client.CreateAsync(await client.FindAsync("dir"), "executable", 0x1ff).Succeeds();
        Assert.Equal(0x1edu, (await client.StatAsync("dir", "executable")).Mode & 0x1ed);
        await client.MakeDirectoryAsync(await client.FindAsync("dir"), "directory", 0x1ff).Succeeds();
        Assert.Equal(0x1edu, (await client.StatAsync("dir", "directory")).Mode);
    }

    [Fact]
    public async Task The_mode_that_Linux_gives_may_come_with_a_type_or_without()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        await client.CreateAsync(await client.FindAsync([]), "one", 0x1a0, flags: 0x40).Succeeds();
        await client.CreateAsync(await client.FindAsync([]), "two", 0x81a0, flags: 0x40).Succeeds();
        await client.MakeDirectoryAsync(0, "three", 0x1c0).Succeeds();
        await client.MakeDirectoryAsync(0, "four", 0x41c0).Succeeds();
        Assert.Equal((8, 0x1a0u), ((await client.StatAsync("one")).Kind, (await client.StatAsync("one")).Mode));
        Assert.Equal((8, 0x1a0u), ((await client.StatAsync("two")).Kind, (await client.StatAsync("two")).Mode));
        Assert.Equal((4, 0x1c0u), ((await client.StatAsync("three")).Kind, (await client.StatAsync("three")).Mode));
        Assert.Equal((4, 0x1c0u), ((await client.StatAsync("four")).Kind, (await client.StatAsync("four")).Mode));
    }

    [Theory, EveryDialect(NinePDialect.Unix, NinePDialect.Linux)]
    public async Task A_link_is_made_and_read(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        if (client.IsLinux)
        {
            var made = await client.CallAsync(Op.Symlink, new Body().U32(0).Text("new").Text("dir/inner").U32(0)).Succeeds();
            Assert.Equal(0x02, made.Id().Type);
            Assert.Equal("dir/inner", (await client.CallAsync(Op.ReadLink, new Body().U32(await client.FindAsync("new"))).Succeeds()).Text(0));
            await client.CallAsync(Op.Symlink, new Body().U32(0).Text("hello").Text("x").U32(0)).Refused(Errno.EEXIST);
        }
        else
        {
            var fid = await client.FindAsync([]);
            await client.CallAsync(Op.Create, new Body().U32(fid).Text("new").U32(0x0200_01ff).U8(0).Text("dir/inner")).Succeeds();
            Assert.Equal("dir/inner", (await client.StatAsync("new")).Extension);
        }

        Assert.Equal(10, (await client.StatAsync("new")).Kind);
        Assert.True((await client.StatAsync("new")).Id.IsSymlink);
    }

    [Fact]
    public async Task Only_a_link_is_read_as_one()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        Assert.Equal("hello", (await client.CallAsync(Op.ReadLink, new Body().U32(await client.FindAsync("link"))).Succeeds()).Text(0));
        await client.CallAsync(Op.ReadLink, new Body().U32(await client.FindAsync("hello"))).Refused(Errno.EINVAL);
        await client.CallAsync(Op.ReadLink, new Body().U32(0)).Refused(Errno.EINVAL);
    }

    [Fact]
    public async Task Devices_pipes_and_hard_links_are_refused_and_the_session_lives()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var before = await client.NamesAsync();
        foreach (var type in new uint[] { 0x1000, 0x2000, 0x6000, 0xc000 })
            await client.CallAsync(Op.Mknod, new Body().U32(0).Text("node").U32(type | 0x1a4).U32(1).U32(3).U32(0)).Refused(Errno.EPERM, Errno.EOPNOTSUPP);
        await client.CallAsync(Op.Link, new Body().U32(0).U32(await client.FindAsync("hello")).Text("hard")).Refused(Errno.EPERM, Errno.EOPNOTSUPP);
        Assert.Equal(before, await client.NamesAsync());
    }

    [Theory, EveryDialect(NinePDialect.Plan9, NinePDialect.Unix)]
    public async Task What_only_a_disk_has_is_not_created(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var before = await client.NamesAsync();

        // DMAPPEND, DMEXCL, DMAUTH, DMMOUNT, and in .u devices, pipes, sockets and hard links
        foreach (var kind in new uint[] { 0x4000_0000, 0x2000_0000, 0x0800_0000, 0x1000_0000, 0x0080_0000, 0x0020_0000, 0x0010_0000, 0x0100_0000 })
            await client.CreateAsync(await client.FindAsync([]), "node", kind | 0x1a4).Refused();
        Assert.Equal(before, await client.NamesAsync());
    }

    [Theory, EveryDialect]
    public async Task A_tree_that_is_to_be_read_only_refuses_every_change(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect, options: new() { ReadOnly = true });
        await using var _ = rig;
        var file = await client.FindAsync("hello");
        await client.OpenAsync(file, RawClient.OWRITE).Refused(Errno.EROFS);
        await client.OpenAsync(file, RawClient.ORDWR).Refused(Errno.EROFS);
        await client.OpenAsync(file, RawClient.OTRUNC).Refused(Errno.EROFS);
        await client.CreateAsync(await client.FindAsync([]), "new").Refused(Errno.EROFS);
        await client.MakeDirectoryAsync(0, "new").Refused(Errno.EROFS);
        await client.SetSizeAsync(file, 0).Refused(Errno.EROFS);
        await client.RenameAsync(file, 0, "new").Refused(Errno.EROFS);
        await client.RemoveAsync(file).Refused(Errno.EROFS);
        if (client.IsLinux)
        {
            await client.CallAsync(Op.Symlink, new Body().U32(0).Text("l").Text("t").U32(0)).Refused(Errno.EROFS);
            await client.CallAsync(Op.UnlinkAt, new Body().U32(0).Text("hello").U32(0)).Refused(Errno.EROFS);
            await client.CallAsync(Op.RenameAt, new Body().U32(0).Text("hello").U32(0).Text("new")).Refused(Errno.EROFS);
            await client.CallAsync(Op.XattrCreate, new Body().U32(await client.FindAsync("hello")).Text("user.x").U64(1).U32(0)).Refused(Errno.EROFS);
        }

        Assert.Equal("hello, world\n", await client.TextAsync("hello"));
    }
}
