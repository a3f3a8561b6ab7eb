using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests.Server;

/// <summary>read(5) of a directory, and Treaddir.</summary>
public sealed class DirectoryTests
{
    [Theory, EveryDialect]
    public async Task A_listing_has_every_name_once(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var names = await client.NamesAsync();
        string[] expected = ["dir", "empty", "hello", "other", "vacant"];
        Assert.Equal(expected, names.Except(["link", "dirlink"]).Order());
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Theory, EveryDialect]
    public async Task A_listing_is_whole_in_chunks_of_any_length(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect, Many(300));
        await using var _ = rig;
        var expected = Enumerable.Range(0, 300).Select(static at => $"file{at}").Order();
        foreach (var count in new uint[] { 120, 121, 127, 200, 1000, 4096, 60000, 65536, uint.MaxValue })
        {
            var fid = await client.OpenedAsync(RawClient.OREAD);
            var all = (await client.ListAsync(fid, count)).Select(static entry => entry.Name).Where(static name => name[0] != '.').ToList();
            Assert.Equal(expected, all.Order());
            await client.ClunkAsync(fid).Succeeds();
        }
    }

    [Theory, EveryDialect]
    public async Task What_is_said_of_an_entry_is_what_one_finds_there(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD);
        foreach (var entry in (await client.ListAsync(fid)).Where(static entry => entry.Name[0] != '.'))
        {
            var stat = await client.StatAsync(entry.Name);
            if (entry.Kind != 0)
                Assert.Equal(stat.Kind, entry.Kind);
            Assert.Equal(stat.Id.Path, entry.Id.Path);
            Assert.Equal(stat.Id.Type, entry.Id.Type);
        }
    }

    [Fact]
    public async Task Linux_gets_the_two_dots()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        foreach (var (path, parent) in new (string[], string[])[] { ([], []), (["dir"], []), (["dir", "sub"], ["dir"]), (["vacant"], []) })
        {
            var fid = await client.OpenedAsync(RawClient.OREAD, path);
            var all = await client.ListAsync(fid, 128);
            var one = Assert.Single(all, static entry => entry.Name == ".");
            var two = Assert.Single(all, static entry => entry.Name == "..");
            Assert.Equal((4, 4), (one.Kind, two.Kind));
            Assert.Equal((await client.StatAsync(path)).Id.Path, one.Id.Path);
            Assert.Equal((await client.StatAsync(parent)).Id.Path, two.Id.Path);
        }
    }

    [Theory, EveryDialect(NinePDialect.Plan9, NinePDialect.Unix)]
    public async Task Plan_9_gets_no_dots(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD);
        Assert.DoesNotContain(await client.ListAsync(fid), static entry => entry.Name is "." or "..");
    }

    [Theory, EveryDialect]
    public async Task An_empty_directory_is_empty(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        Assert.Empty(await client.NamesAsync("vacant"));
    }

    [Theory, EveryDialect]
    public async Task Where_there_is_no_room_for_one_entry_the_read_is_refused(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD);
        foreach (var count in new uint[] { 1, 10, 20 })
            await client.ReadDirectoryAsync(fid, 0, count).Refused(Errno.EINVAL, Errno.ERANGE);
        Assert.NotEmpty(await client.ListAsync(fid));
    }

    [Theory, EveryDialect]
    public async Task A_listing_begins_again_at_0(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect, Many(100));
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD);
        var first = client.EntriesOf(await client.ReadDirectoryAsync(fid, 0, 1000).Succeeds());
        var second = client.EntriesOf(await client.ReadDirectoryAsync(fid, 0, 1000).Succeeds());
        Assert.Equal(first, second);
        Assert.Equal(100, (await client.ListAsync(fid, 500)).Count(static entry => entry.Name[0] != '.'));
        Assert.Equal(100, (await client.ListAsync(fid, 5000)).Count(static entry => entry.Name[0] != '.'));
    }

    [Theory, EveryDialect]
    public async Task A_listing_that_begins_again_is_a_fresh_one(NinePDialect dialect)
    {
        var root = Many(3);
        var (rig, client) = await Rig.BeginAsync(dialect, root);
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD);
        await client.ListAsync(fid);
        root.AddFile("late");
        Assert.Contains(await client.ListAsync(fid), static entry => entry.Name == "late");
    }

    [Fact]
    public async Task A_listing_goes_on_after_any_entry_in_any_order()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux, Many(50));
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD);
        var all = await client.ListAsync(fid);
        foreach (var at in new[] { 40, 3, 0, 1, 51, 2, 10 })
        {
            var rest = client.EntriesOf(await client.ReadDirectoryAsync(fid, all[at].Next).Succeeds());
            Assert.Equal(all.Skip(at + 1).Select(static entry => entry.Name), rest.Select(static entry => entry.Name));
        }
    }

    [Fact]
    public async Task A_place_in_a_listing_that_never_was_does_no_harm()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD);
        foreach (var offset in new ulong[] { 999, uint.MaxValue, long.MaxValue, 1UL << 63, ulong.MaxValue - 1, ulong.MaxValue })
        {
            var answer = await client.ReadDirectoryAsync(fid, offset);
            Assert.True(answer.IsError || answer.Data.Length == 0, answer.ToString());
        }

        Assert.NotEmpty(await client.ListAsync(fid));
    }

    [Theory, EveryDialect(NinePDialect.Plan9, NinePDialect.Unix)]
    public async Task Plan_9_reads_a_directory_on_from_where_it_was_or_from_the_start(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect, Many(100));
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD);
        var length = (ulong)(await client.ReadAsync(fid, 0, 1000).Succeeds()).Data.Length;
        foreach (var offset in new ulong[] { 1, length - 1, length + 1, long.MaxValue, ulong.MaxValue })
            await client.ReadAsync(fid, offset, 1000).Refused();
        Assert.NotEmpty((await client.ReadAsync(fid, length, 1000).Succeeds()).Data);
    }

    [Theory, EveryDialect]
    public async Task Names_that_are_there_all_the_while_come_once_whatever_comes_and_goes(NinePDialect dialect)
    {
        StubDirectory root = new();
        for (ulong i = 0; i < 400; i++)
            root[$"{(i % 2 == 0 ? "stays" : "goes")}{i}"] = new StubFile(i + 2);
        var (rig, client) = await Rig.BeginAsync(dialect, root);
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD);
        var turn = 0;
        var all = await client.ListAsync(fid, 500, _ =>
        {
            root.Drop($"goes{(turn * 6) + 1}");
            root.Drop($"goes{399 - (turn * 6)}");
            if (turn < 50)
                root[$"comes{turn}"] = new StubFile(10_000 + (ulong)turn);
            turn++;
            return Task.CompletedTask;
        });
        Assert.Equal(all.Count, all.Select(static entry => entry.Name).Distinct().Count());
        Assert.Equal(200, all.Count(static entry => entry.Name.StartsWith("stays", StringComparison.Ordinal)));
    }

    [Theory, EveryDialect]
    public async Task Ten_thousand_entries_come_once_while_others_are_made_and_removed(NinePDialect dialect)
    {
        var root = Many(10_000);
        var (rig, client) = await Rig.BeginAsync(dialect, root);
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD);
        var turn = 0;
        var all = await client.ListAsync(fid, 4000, async count =>
        {
            root.AddFile($"late{turn++}");
            await root.RemoveAsync(System.Text.Encoding.UTF8.GetBytes($"late{turn - 2}"), NodeKind.File, Caller.Self, CancellationToken.None);
        });
        Assert.Equal(10_000, all.Where(static entry => entry.Name.StartsWith("file", StringComparison.Ordinal)).Select(static entry => entry.Name).Distinct().Count());
        Assert.Equal(all.Count, all.Select(static entry => entry.Name).Distinct().Count());
    }

    [Theory, EveryDialect]
    public async Task An_entry_that_fits_nothing_but_a_whole_message_comes(NinePDialect dialect)
    {
        var root = Rig.Tree();
        var directory = root.AddDirectory("long");
        for (var i = 0; i < 50; i++)
            directory.AddFile(new string('x', 250) + i);
        var (rig, client) = await Rig.BeginAsync(dialect, root);
        await using var _ = rig;
        await client.BeginAsync(dialect, 4096);
        Assert.Equal(50, (await client.NamesAsync("long")).Count);
    }

    [Fact]
    public async Task Linux_reads_a_directory_as_one_and_a_file_as_one()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        await client.CallAsync(Op.Read, RawClient.ReadBody(await client.OpenedAsync(RawClient.OREAD, "dir"), 0, 1000)).Refused(Errno.EISDIR);
        await client.CallAsync(Op.ReadDirectory, RawClient.ReadBody(await client.OpenedAsync(RawClient.OREAD, "hello"), 0, 1000)).Refused(Errno.ENOTDIR);
    }

    [Theory, EveryDialect]
    public async Task A_directory_that_is_not_open_is_not_read(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        await client.ReadDirectoryAsync(await client.FindAsync("dir")).Refused(Errno.EBADF, Errno.EINVAL);
    }

    [Theory, EveryDialect]
    public async Task Reads_of_one_listing_come_one_at_a_time(NinePDialect dialect)
    {
        Gate gate = new();
        StubDirectory root = new() { ["dir"] = new StubDirectory(2) { Listing = gate, ["f"] = new StubFile(3) } };
        var (rig, client) = await Rig.BeginAsync(dialect, root);
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD, "dir");
        ushort[] tags = [await client.PostAsync(client.ListType, RawClient.ReadBody(fid, 0, 1000)), await client.PostAsync(client.ListType, RawClient.ReadBody(fid, 0, 1000))];
        await gate.Entered;
        await client.PingAsync();
        Assert.Equal(1, gate.Inside);
        gate.Open();
        foreach (var tag in tags)
            Assert.Contains(client.EntriesOf(await client.ReceiveAsync(tag)), static entry => entry.Name == "f");
    }

    [Theory, EveryDialect]
    public async Task A_file_that_went_meanwhile_does_not_end_the_listing(NinePDialect dialect)
    {
        // 9P2000 tells the attributes of every entry, and has to ask for them
        StubDirectory root = new()
        {
            ["before"] = new StubFile(2),
            ["gone"] = new StubFile(3) { OnLook = static _ => new(Errno.ESTALE) },
            ["throws"] = new StubFile(4) { OnLook = static _ => throw new InvalidOperationException("no") },
            ["after"] = new StubFile(5),
        };
        var (rig, client) = await Rig.BeginAsync(dialect, root);
        await using var _ = rig;
        var names = await client.NamesAsync();
        Assert.Contains("before", names);
        Assert.Contains("after", names);
    }

    [Theory, EveryDialect]
    public async Task A_read_of_a_listing_that_was_flushed_loses_no_entry(NinePDialect dialect)
    {
        Gate gate = new();
        StubDirectory directory = new(2) { Listing = gate };
        for (ulong i = 0; i < 30; i++)
            directory[$"f{i}"] = new StubFile(i + 10);
        var (rig, client) = await Rig.BeginAsync(dialect, new StubDirectory { ["dir"] = directory });
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD, "dir");
        await client.SendAsync(RawClient.ReadBody(fid, 0, 1000).Frame(client.ListType, 800));
        await gate.Entered;
        await client.FlushAsync(800);
        gate.Open();
        Assert.Equal(30, (await client.ListAsync(fid, 1000)).Count(static entry => entry.Name[0] == 'f'));
    }

    private static MemoryDirectory Many(int count)
    {
        var root = new MemoryVolume().CreateRoot();
        for (var i = 0; i < count; i++)
            root.AddFile($"file{i}");
        return root;
    }
}
