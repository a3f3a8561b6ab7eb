using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests.Server;

/// <summary>stat(5): Tstat and Twstat, which Linux does not have.</summary>
public sealed class StatTests
{
    [Theory, EveryDialect(NinePDialect.Plan9, NinePDialect.Unix)]
    public async Task A_record_tells_what_a_file_is(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var file = await client.StatAsync("hello");
        Assert.Equal(("hello", 13u, 0x1a4u, 8), (file.Name, (uint)file.Size, file.Mode, file.Kind));
        Assert.InRange(file.Modified, (ulong)DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 100, (ulong)DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 1);
        var directory = await client.StatAsync("dir", "sub");
        Assert.Equal(("sub", 0u, 4), (directory.Name, (uint)directory.Size, directory.Kind));
        Assert.True(directory.Id.IsDirectory);
    }

    [Theory, EveryDialect(NinePDialect.Plan9, NinePDialect.Unix)]
    public async Task The_roots_name_is_a_slash(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        Assert.Equal("/", (await client.StatAsync(0)).Name);
        Assert.Equal("/", (await client.StatAsync("dir", "..")).Name);
    }

    [Theory, EveryDialect(NinePDialect.Plan9, NinePDialect.Unix)]
    public async Task A_length_is_told_twice(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var answer = await client.TryStatAsync(0).Succeeds();
        Assert.Equal(answer.Body.Length - 2, answer.U16(0));
        Assert.Equal(answer.Body.Length - 4, answer.U16(2));
    }

    [Fact]
    public async Task A_link_tells_where_it_leads()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Unix);
        await using var _ = rig;
        var link = await client.StatAsync("link");
        Assert.Equal(("link", "hello", 10), (link.Name, link.Extension, link.Kind));
        Assert.Equal("", (await client.StatAsync("hello")).Extension);
    }

    [Fact]
    public async Task No_record_of_a_link_is_larger_than_a_frame()
    {
        await using var rig = await Rig.StartAsync(new StubDirectory
        {
            ["long"] = new StubLink(2, new string('x', 3500)),
            ["longer"] = new StubLink(3, new string('x', 4050)),
            ["endless"] = new StubLink(4, new string('x', 100_000)),
            ["empty"] = new StubLink(5, ""),
        });
        var client = await rig.ConnectAsync(NinePDialect.Unix, 4096);
        Assert.Equal(3500, (await client.StatAsync("long")).Extension.Length);
        foreach (var name in new[] { "longer", "endless", "empty" })
            await client.TryStatAsync(await client.FindAsync(name)).Refused(Errno.ENAMETOOLONG, Errno.EIO);

        // and none keeps the others from being listed
        var other = await rig.ConnectAsync(NinePDialect.Unix);
        Assert.Equal(["long", "longer", "endless", "empty"], await other.NamesAsync());
        Assert.Equal(4050, (await other.StatAsync("longer")).Extension.Length);
        await other.TryStatAsync(await other.FindAsync("endless")).Refused(Errno.EIO);
    }

    [Theory, EveryDialect(NinePDialect.Plan9, NinePDialect.Unix)]
    public async Task A_change_of_nothing_is_one(NinePDialect dialect)
    {
        // it asks for what was written to be kept
        StubHandle handle = new();
        var (rig, client) = await Rig.BeginAsync(dialect, new StubDirectory { ["f"] = new StubFile(2) { Handle = () => handle } });
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OWRITE, "f");
        await client.WriteAsync(fid, 0, "x").Succeeds();
        await client.CallAsync(Op.Wstat, client.WstatBody(fid)).Succeeds();
        Assert.Equal(1, handle.Flushes);
        await client.CallAsync(Op.Wstat, client.WstatBody(0)).Succeeds();
    }

    [Theory, EveryDialect(NinePDialect.Plan9, NinePDialect.Unix)]
    public async Task Size_mode_and_time_are_changed(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.FindAsync("hello");
        await client.CallAsync(Op.Wstat, client.WstatBody(fid, length: 5)).Succeeds();
        Assert.Equal("hello", await client.TextAsync("hello"));
        await client.CallAsync(Op.Wstat, client.WstatBody(fid, mode: 0x1c0)).Succeeds();
        await client.CallAsync(Op.Wstat, client.WstatBody(fid, modified: 1_000_000_000)).Succeeds();
        var stat = await client.StatAsync(fid);
        Assert.Equal((5u, 0x1c0u, 1_000_000_000u), ((uint)stat.Size, stat.Mode, (uint)stat.Modified));
        await client.CallAsync(Op.Wstat, client.WstatBody(fid, length: 10, mode: 0x1a4, modified: 5)).Succeeds();
        stat = await client.StatAsync(fid);
        Assert.Equal((10u, 0x1a4u, 5u), ((uint)stat.Size, stat.Mode, (uint)stat.Modified));
    }

    [Theory, EveryDialect(NinePDialect.Plan9, NinePDialect.Unix)]
    public async Task A_name_is_changed_within_its_directory(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.FindAsync("dir", "inner");
        await client.CallAsync(Op.Wstat, client.WstatBody(fid, "renamed")).Succeeds();
        Assert.Equal("renamed", (await client.StatAsync(fid)).Name);
        Assert.Equal("inner\n", await client.TextAsync("dir", "renamed"));
        await client.WalkAsync(0, 99, "dir", "inner").Succeeds();
        Assert.False(await client.IsBoundAsync(99));
    }

    [Theory, EveryDialect(NinePDialect.Plan9, NinePDialect.Unix)]
    public async Task A_name_is_not_changed_to_one_that_exists(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.FindAsync("hello");
        await client.CallAsync(Op.Wstat, client.WstatBody(fid, "other")).Refused(Errno.EEXIST);
        await client.CallAsync(Op.Wstat, client.WstatBody(fid, "dir")).Refused(Errno.EEXIST);
        Assert.Equal("hello, world\n", await client.TextAsync("hello"));
        Assert.Equal("other\n", await client.TextAsync("other"));
        await client.CallAsync(Op.Wstat, client.WstatBody(fid, "hello")).Succeeds();
    }

    [Theory, EveryDialect(NinePDialect.Plan9, NinePDialect.Unix)]
    public async Task The_root_is_not_renamed(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        await client.CallAsync(Op.Wstat, client.WstatBody(0, "new")).Refused();
        Assert.Equal("/", (await client.StatAsync(0)).Name);
    }

    [Theory, EveryDialect(NinePDialect.Plan9, NinePDialect.Unix)]
    public async Task All_is_changed_or_nothing(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.FindAsync("hello");
        await client.CallAsync(Op.Wstat, client.WstatBody(fid, "other", mode: 0x100, length: 1)).Refused();
        await client.CallAsync(Op.Wstat, client.WstatBody(fid, "new", length: 1UL << 63)).Refused();
        await client.CallAsync(Op.Wstat, client.WstatBody(fid, "a/b", mode: 0x100, length: 1)).Refused();
        await client.CallAsync(Op.Wstat, client.WstatBody(fid, "new", mode: 0x8000_01a4)).Refused();
        await client.CallAsync(Op.Wstat, client.WstatBody(fid, "new", length: 1, owner: "somebody")).Refused();
        var stat = await client.StatAsync("hello");
        Assert.Equal((13u, 0x1a4u), ((uint)stat.Size, stat.Mode));
        var directory = await client.FindAsync("dir");
        await client.CallAsync(Op.Wstat, client.WstatBody(directory, "new", length: 1)).Refused();
        await client.CallAsync(Op.Wstat, client.WstatBody(directory, "new", mode: 0x1ff, length: 100)).Refused();
        Assert.Equal(0x1edu, (await client.StatAsync("dir")).Mode);
        Assert.DoesNotContain("new", await client.NamesAsync());
    }

    [Theory, EveryDialect(NinePDialect.Plan9, NinePDialect.Unix)]
    public async Task What_a_file_is_does_not_change(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.FindAsync("hello");
        await client.CallAsync(Op.Wstat, client.WstatBody(fid, mode: 0x8000_01ff)).Refused();
        await client.CallAsync(Op.Wstat, client.WstatBody(await client.FindAsync("dir"), mode: 0x1ff)).Refused();

        // type, dev, qid and muid, each in a record that leaves all else
        foreach (var at in new[] { 2, 4, 8, 9, 13 })
        {
            var body = client.WstatBody(fid).Bytes;
            body[6 + at] ^= 1;
            await client.CallAsync(Op.Wstat, new Body().Raw(body)).Refused();
        }

        Assert.Equal(0x1a4u, (await client.StatAsync(fid)).Mode);
    }

    [Theory, EveryDialect(NinePDialect.Plan9, NinePDialect.Unix)]
    public async Task What_cannot_be_kept_is_refused_and_said(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.FindAsync("hello");
        List<(Body Body, string Says)> asked =
        [
            (client.WstatBody(fid, [], group: "wheel"), "group"),
            (client.WstatBody(fid, [], mode: 0x4000_01a4), "append-only"),
            (client.WstatBody(fid, [], mode: 0x2000_01a4), "exclusive"),
            (client.WstatBody(fid, [], mode: 0x0400_01a4), "temporary"),
        ];
        if (dialect == NinePDialect.Unix)
            asked.AddRange([(client.WstatBody(fid, [], extension: "dir"), "link"), (client.WstatBody(fid, [], modifier: 5), "who changed")]);
        else
            asked.Add((client.WstatBody(fid, [], accessed: 1_000_000_000), "access"));
        foreach (var (body, says) in asked)
            Assert.Contains(says, (await client.CallAsync(Op.Wstat, body).Refused(Errno.EPERM)).Sentence, StringComparison.Ordinal);
        Assert.Equal(0x1a4u, (await client.StatAsync(fid)).Mode);
    }

    [Theory, EveryDialect(NinePDialect.Plan9, NinePDialect.Unix)]
    public async Task Linux_touches_both_times_at_once_and_in_its_own_dialect_each(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.FindAsync("hello");
        await client.CallAsync(Op.Wstat, client.WstatBody(fid, [], accessed: 1_000_000_001, modified: 1_000_000_000)).Succeeds();
        Assert.Equal(1_000_000_000u, (await client.StatAsync(fid)).Modified);
        if (dialect == NinePDialect.Unix)
            await client.CallAsync(Op.Wstat, client.WstatBody(fid, [], accessed: 5)).Succeeds();
        Assert.Equal(1_000_000_000u, (await client.StatAsync(fid)).Modified);
    }

    [Theory, EveryDialect(NinePDialect.Plan9, NinePDialect.Unix)]
    public async Task A_directory_is_renamed_with_all_that_is_in_it(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        await client.CallAsync(Op.Wstat, client.WstatBody(await client.FindAsync("dir"), "renamed")).Succeeds();
        Assert.Equal("deep\n", await client.TextAsync("renamed", "sub", "deep"));
    }

    [Theory, EveryDialect(NinePDialect.Plan9, NinePDialect.Unix)]
    public async Task A_record_that_is_none_changes_nothing(NinePDialect dialect)
    {
        await using var rig = await Rig.StartAsync(Rig.Tree());
        var length = 0;
        for (var cut = 0; cut == 0 || cut < length; cut++)
        {
            var client = await rig.ConnectAsync(dialect);
            await client.WalkAsync(0, 1, "hello").Succeeds();
            var record = client.WstatBody(1, "new", length: 1).Bytes[6..];
            length = record.Length;
            await client.SendAsync(new Body().U32(1).Text(record[..cut]).Frame(Op.Wstat, 500));
            Assert.True(await client.IsRefusedOrEndedAsync());
            await client.DisposeAsync();
        }

        foreach (var lie in new[] { -1, 1, 100, 65535 - 47 })
        {
            var client = await rig.ConnectAsync(dialect);
            await client.WalkAsync(0, 1, "hello").Succeeds();
            var record = client.WstatBody(1, "new", length: 1).Bytes[6..];
            var size = record.Length - 2 + lie;
            (record[0], record[1]) = ((byte)size, (byte)(size >> 8));
            await client.SendAsync(new Body().U32(1).Text(record).Frame(Op.Wstat, 500));
            Assert.True(await client.IsRefusedOrEndedAsync());
        }

        Assert.Equal("hello, world\n", await (await rig.ConnectAsync(dialect)).TextAsync("hello"));
    }

    [Theory, EveryDialect(NinePDialect.Plan9, NinePDialect.Unix)]
    public async Task What_only_Linux_has_is_refused_and_the_session_lives(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        foreach (var type in Op.OfLinux)
        {
            await client.SendAsync(new Body().U32(0).U64(0).U32(0).Frame(type, 500));
            var answer = await client.ReceiveAsync();
            Assert.True(answer.IsError, $"type {type}: {answer}");
        }

        await client.PingAsync();
    }
}
