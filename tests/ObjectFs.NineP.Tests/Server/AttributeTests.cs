using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests.Server;

/// <summary>Tgetattr, Tsetattr, Tstatfs and Tfsync of 9P2000.L.</summary>
public sealed class AttributeTests
{
    private const ulong Known = 0x3fff;
    private const ulong Basic = 0x7ff;

    [Theory]
    [InlineData(0x7ffUL)]
    [InlineData(0x17ffUL)]
    [InlineData(0x3fffUL)]
    [InlineData(ulong.MaxValue)]
    [InlineData(0UL)]
    [InlineData(0x200UL)]
    public async Task What_is_said_to_be_valid_is_known(ulong mask)
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var answer = await client.CallAsync(Op.GetAttributes, new Body().U32(await client.FindAsync("hello")).U64(mask)).Succeeds();
        Assert.Equal(0UL, answer.U64(0) & ~Known);
        Assert.Equal(mask & Basic, answer.U64(0) & mask & Basic);
    }

    [Fact]
    public async Task Attributes_tell_what_a_file_is()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        foreach (var (name, mode, size) in new[] { ("hello", 0x81a4u, 13u), ("dir", 0x41edu, 0u), ("link", 0xa1ffu, 5u) })
        {
            var answer = await client.TryStatAsync(await client.FindAsync(name)).Succeeds();
            Assert.Equal(mode, answer.U32(21));
            Assert.InRange(answer.U64(33), 1u, 100u);
            Assert.Equal(size, answer.U64(49));
            Assert.InRange(answer.U64(57), 512u, 1u << 21);
            Assert.InRange(answer.U64(89), (ulong)DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 100, (ulong)DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 1);
            foreach (var at in new[] { 81, 97, 113, 129 })
                Assert.InRange(answer.U64(at), 0u, 999_999_999u);
            Assert.Equal(mode >> 12 == 4, answer.Id(8).IsDirectory);
            Assert.Equal(mode >> 12 == 10, answer.Id(8).IsSymlink);
        }
    }

    [Fact]
    public async Task What_may_change_at_any_moment_is_not_to_be_remembered()
    {
        // Linux keeps what has a version, and reads for ever what is shorter than its size
        await using var rig = await Rig.StartAsync(new StubDirectory { ["live"] = new StubFile(2) { Size = 4096 } }, tellsSizes: false);
        var client = await rig.ConnectAsync(NinePDialect.Linux);
        var stat = await client.StatAsync("live");
        Assert.Equal(0u, stat.Id.Version);
        Assert.Equal(0u, stat.Size);
    }

    [Fact]
    public async Task Size_is_changed()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var fid = await client.FindAsync("hello");
        await client.SetSizeAsync(fid, 5).Succeeds();
        Assert.Equal("hello", await client.TextAsync("hello"));
        await client.SetSizeAsync(fid, 7).Succeeds();
        Assert.Equal("hello\0\0", await client.TextAsync("hello"));
        await client.SetSizeAsync(await client.OpenedAsync(RawClient.ORDWR, "hello"), 1).Succeeds();
        Assert.Equal("h", await client.TextAsync("hello"));
    }

    [Fact]
    public async Task The_size_of_what_is_open_is_that_of_what_it_writes()
    {
        // as the shell does before it writes a value
        StubFile file = new(2);
        List<long> sizes = [];
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux, new StubDirectory { ["f"] = file });
        await using var _ = rig;
        var fid = await client.FindAsync("f");
        await client.CallAsync(Op.SetAttributes, SetBody(fid, 0x68)).Succeeds();
        lock (file.Changes)
            sizes.AddRange(file.Changes.Select(static change => change.Size ?? -1));
        Assert.Equal([0L], sizes);
    }

    [Fact]
    public async Task No_size_overflows()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var fid = await client.FindAsync("hello");
        foreach (var size in new ulong[] { 1UL << 62, long.MaxValue, 1UL << 63, ulong.MaxValue })
            await client.SetSizeAsync(fid, size).Refused(Errno.EFBIG, Errno.EINVAL, Errno.ENOSPC);
        await client.SetSizeAsync(await client.FindAsync("dir"), 0).Refused(Errno.EISDIR, Errno.EINVAL, Errno.EPERM);
        Assert.Equal(13u, (await client.StatAsync(fid)).Size);
    }

    [Fact]
    public async Task A_mode_comes_with_a_type_that_is_not_looked_at()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var fid = await client.FindAsync("hello");
        await client.CallAsync(Op.SetAttributes, SetBody(fid, 0x41, mode: 0x81c0)).Succeeds();
        Assert.Equal((8, 0x1c0u), ((await client.StatAsync(fid)).Kind, (await client.StatAsync(fid)).Mode));
        await client.CallAsync(Op.SetAttributes, SetBody(fid, 0x1, mode: 0xffff_ffff)).Succeeds();
        Assert.Equal((8, 0xfffu), ((await client.StatAsync(fid)).Kind, (await client.StatAsync(fid)).Mode));
    }

    [Fact]
    public async Task A_time_is_the_one_given_or_now()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var fid = await client.FindAsync("hello");
        await client.CallAsync(Op.SetAttributes, SetBody(fid, 0x120, seconds: 1_000_000_000, nanoseconds: 123_456_789)).Succeeds();
        var answer = await client.TryStatAsync(fid).Succeeds();
        Assert.Equal((1_000_000_000u, 123_456_789u), ((uint)answer.U64(89), (uint)answer.U64(97)));

        // touch(1)
        await client.CallAsync(Op.SetAttributes, SetBody(fid, 0x70)).Succeeds();
        Assert.InRange((await client.StatAsync(fid)).Modified, (ulong)DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 100, (ulong)DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 1);
    }

    [Fact]
    public async Task A_time_that_is_given_for_nothing_is_refused_and_none_overflows()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var fid = await client.FindAsync("hello");
        await client.CallAsync(Op.SetAttributes, SetBody(fid, 0x80)).Refused(Errno.EINVAL);
        await client.CallAsync(Op.SetAttributes, SetBody(fid, 0x100)).Refused(Errno.EINVAL);
        foreach (var (seconds, nanoseconds) in new[] { (ulong.MaxValue, 0UL), (1UL, ulong.MaxValue), (1UL << 63, 1UL << 63), (10_000_000_000UL, 999_999_999UL) })
        {
            await client.CallAsync(Op.SetAttributes, SetBody(fid, 0x120, seconds: seconds, nanoseconds: nanoseconds));
            Assert.InRange((await client.TryStatAsync(fid).Succeeds()).U64(97), 0u, 999_999_999u);
        }
    }

    [Fact]
    public async Task A_change_of_nothing_is_one()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        await client.CallAsync(Op.SetAttributes, SetBody(await client.FindAsync("hello"), 0)).Succeeds();
    }

    [Fact]
    public async Task The_file_system_is_told_of()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        foreach (var fid in new uint[] { 0, await client.FindAsync("hello"), await client.OpenedAsync(RawClient.OREAD, "dir") })
        {
            var answer = await client.CallAsync(Op.Statfs, new Body().U32(fid)).Succeeds();
            Assert.Equal(0x0102_1997u, answer.U32(0));
            Assert.InRange(answer.U32(4), 512u, 1u << 20);
            Assert.Equal(255u, answer.U32(56));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_written_is_set_by_fsync_in_both_its_forms(bool longForm)
    {
        StubHandle handle = new() { OnFlush = static _ => new(new Failure(Errno.ERANGE, "too much")) };
        StubHandle other = new();
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux, new StubDirectory
        {
            ["bad"] = new StubFile(2) { Handle = () => handle },
            ["good"] = new StubFile(3) { Handle = () => other },
        });
        await using var _ = rig;
        var bad = await client.OpenedAsync(RawClient.OWRITE, "bad");
        var good = await client.OpenedAsync(RawClient.OWRITE, "good");
        await client.WriteAsync(bad, 0, "x").Succeeds();
        await client.WriteAsync(good, 0, "x").Succeeds();
        await client.CallAsync(Op.Fsync, Body(bad)).Refused(Errno.ERANGE);
        await client.CallAsync(Op.Fsync, Body(good)).Succeeds();
        Assert.Equal((1, 1), (handle.Flushes, other.Flushes));

        Body Body(uint fid) => longForm ? new Body().U32(fid).U32(1) : new Body().U32(fid);
    }

    [Fact]
    public async Task What_Linux_does_not_have_is_not_supported_and_changes_nothing()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var fid = await client.FindAsync("hello");
        var before = await client.NamesAsync();
        await client.CallAsync(Op.Open, new Body().U32(fid).U8(0)).Refused(Errno.EOPNOTSUPP);
        await client.CallAsync(Op.Create, new Body().U32(0).Text("new").U32(0x1a4).U8(1)).Refused(Errno.EOPNOTSUPP);
        await client.CallAsync(Op.Stat, new Body().U32(fid)).Refused(Errno.EOPNOTSUPP);
        await client.CallAsync(Op.Wstat, new Body().U32(fid).Text(new byte[49])).Refused(Errno.EOPNOTSUPP);
        await client.OpenAsync(fid).Succeeds();
        Assert.Equal(before, await client.NamesAsync());
    }

    private static Body SetBody(uint fid, uint valid, uint mode = 0, ulong size = 0, ulong seconds = 0, ulong nanoseconds = 0) =>
        new Body().U32(fid).U32(valid).U32(mode).U32(0).U32(0).U64(size).U64(seconds).U64(nanoseconds).U64(seconds).U64(nanoseconds);
}
