using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests.Server;

/// <summary>Txattrwalk and Txattrcreate of 9P2000.L.</summary>
public sealed class XattrTests
{
    [Fact]
    public async Task An_attribute_is_written_and_read()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        await SetAsync(client, "user.x", "value").Succeeds();
        Assert.Equal("value", await GetAsync(client, "user.x"));
        Assert.Equal("user.x\0", await GetAsync(client, ""));
    }

    [Fact]
    public async Task An_attribute_is_written_in_pieces()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var fid = await client.FindAsync("hello");
        await CreateAsync(client, fid, "user.x", 6).Succeeds();
        await client.WriteAsync(fid, 0, "abc").Succeeds();
        await client.WriteAsync(fid, 3, "def").Succeeds();
        await client.ClunkAsync(fid).Succeeds();
        Assert.Equal("abcdef", await GetAsync(client, "user.x"));
    }

    [Fact]
    public async Task What_is_not_there_has_no_data()
    {
        // asked for before every write
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var fid = await client.FindAsync("hello");
        await client.CallAsync(Op.XattrWalk, new Body().U32(fid).U32(99).Text("security.capability")).Refused(Errno.ENODATA, Errno.EOPNOTSUPP);
        await client.CallAsync(Op.XattrWalk, new Body().U32(fid).U32(99).Text("user.nothing")).Refused(Errno.ENODATA);
        Assert.False(await client.IsBoundAsync(99));
    }

    [Fact]
    public async Task A_file_without_any_has_an_empty_list()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        Assert.Equal("", await GetAsync(client, ""));
    }

    [Fact]
    public async Task A_fid_of_an_attribute_is_read_and_nothing_else()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        await SetAsync(client, "user.x", "value").Succeeds();
        var fid = await client.FindAsync("hello");
        Assert.Equal(5u, (await client.CallAsync(Op.XattrWalk, new Body().U32(fid).U32(99).Text("user.x")).Succeeds()).U64(0));
        Assert.Equal("lu"u8.ToArray(), (await client.ReadAsync(99, 2, 2).Succeeds()).Data);
        Assert.Empty((await client.ReadAsync(99, 5).Succeeds()).Data);
        foreach (var offset in new[] { 6UL, 1UL << 63, ulong.MaxValue })
        {
            var answer = await client.ReadAsync(99, offset);
            Assert.True(answer.IsError || answer.Data.Length == 0);
        }

        await client.WriteAsync(99, 0, "x").Refused();
        await client.OpenAsync(99).Refused();
        await client.CreateAsync(99, "new").Refused();
        await client.ClunkAsync(99).Succeeds();
        await client.OpenAsync(fid).Succeeds();
    }

    [Fact]
    public async Task A_fid_in_use_is_not_bound_to_an_attribute()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var fid = await client.FindAsync("hello");
        await client.CallAsync(Op.XattrWalk, new Body().U32(fid).U32(0).Text("")).Refused();
        await client.CallAsync(Op.XattrWalk, new Body().U32(fid).U32(RawClient.NoFid).Text("")).Refused();
        Assert.Equal(4, (await client.StatAsync(0)).Kind);
    }

    [Fact]
    public async Task An_attribute_that_was_not_written_whole_is_not_set()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var fid = await client.FindAsync("hello");
        await CreateAsync(client, fid, "user.x", 10).Succeeds();
        await client.WriteAsync(fid, 0, "short").Succeeds();
        await client.ClunkAsync(fid).Refused();
        Assert.False(await client.IsBoundAsync(fid));
        Assert.Equal("", await GetAsync(client, ""));
    }

    [Fact]
    public async Task No_more_is_written_than_was_announced()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        var fid = await client.FindAsync("hello");
        await CreateAsync(client, fid, "user.x", 4).Succeeds();
        await client.WriteAsync(fid, 0, "too long").Refused();
        foreach (var offset in new[] { 4UL, 5UL, 1UL << 62, 1UL << 63, ulong.MaxValue, ulong.MaxValue - 2 })
            await client.WriteAsync(fid, offset, "abcd").Refused();
        await client.WriteAsync(fid, 0, "good").Succeeds();
        await client.ClunkAsync(fid).Succeeds();
        Assert.Equal("good", await GetAsync(client, "user.x"));
    }

    [Fact]
    public async Task Writing_nothing_removes_where_there_was_something()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        await SetAsync(client, "user.x", "value").Succeeds();

        // as removexattr(2) comes; with XATTR_REPLACE or without
        await CreateAndClunkAsync(client, "user.x", 0, 0).Succeeds();
        await client.CallAsync(Op.XattrWalk, new Body().U32(await client.FindAsync("hello")).U32(99).Text("user.x")).Refused(Errno.ENODATA);
    }

    [Fact]
    public async Task Flags_say_whether_it_must_be_new()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        await SetAsync(client, "user.x", "one", 2).Refused(Errno.ENODATA);
        await SetAsync(client, "user.x", "one", 1).Succeeds();
        await SetAsync(client, "user.x", "two", 1).Refused(Errno.EEXIST);
        await SetAsync(client, "user.x", "three", 2).Succeeds();
        Assert.Equal("three", await GetAsync(client, "user.x"));
    }

    [Fact]
    public async Task A_name_that_is_none_is_refused()
    {
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux);
        await using var _ = rig;
        foreach (var name in new[] { new string('x', 256), new string('x', 60000), "user.\0x", "" })
            await CreateAsync(client, await client.FindAsync("hello"), name, 1).Refused();
        foreach (var name in new[] { new string('x', 256), new string('x', 60000), "user.\0x" })
            await client.CallAsync(Op.XattrWalk, new Body().U32(0).U32(99).Text(name)).Refused();
        await client.PingAsync();
    }

    [Fact]
    public async Task An_attribute_under_way_is_forgotten_when_the_client_goes()
    {
        var root = Rig.Tree();
        var (rig, client) = await Rig.BeginAsync(NinePDialect.Linux, root);
        await using var _ = rig;
        var fid = await client.FindAsync("hello");
        await CreateAsync(client, fid, "user.x", 5).Succeeds();
        await client.WriteAsync(fid, 0, "value").Succeeds();
        await client.DisposeAsync();
        await rig.Serving.WaitAsync(RawClient.Patience);
        var node = (await root.LookupAsync("hello"u8, CancellationToken.None)).Value;
        Assert.Equal(Errno.ENODATA, (await node.GetXattrAsync("user.x"u8, CancellationToken.None)).Errno);
    }

    private static Task<Answer> CreateAsync(RawClient client, uint fid, string name, ulong size, uint flags = 0) =>
        client.CallAsync(Op.XattrCreate, new Body().U32(fid).Text(name).U64(size).U32(flags));

    private static async Task<Answer> SetAsync(RawClient client, string name, string value, uint flags = 0)
    {
        var fid = await client.FindAsync("hello");
        var created = await CreateAsync(client, fid, name, (ulong)value.Length, flags);
        if (created.IsError)
        {
            await client.ClunkAsync(fid).Succeeds();
            return created;
        }

        if (value.Length > 0)
            await client.WriteAsync(fid, 0, value).Succeeds();
        return await client.ClunkAsync(fid);
    }

    private static async Task<Answer> CreateAndClunkAsync(RawClient client, string name, ulong size, uint flags)
    {
        var fid = await client.FindAsync("hello");
        await CreateAsync(client, fid, name, size, flags).Succeeds();
        return await client.ClunkAsync(fid);
    }

    private static async Task<string> GetAsync(RawClient client, string name)
    {
        var fid = await client.FindAsync("hello");
        var attribute = client.NewFid();
        var size = (await client.CallAsync(Op.XattrWalk, new Body().U32(fid).U32(attribute).Text(name)).Succeeds()).U64(0);
        var data = size == 0 ? [] : (await client.ReadAsync(attribute).Succeeds()).Data;
        Assert.Equal(size, (ulong)data.Length);
        await client.ClunkAsync(attribute).Succeeds();
        await client.ClunkAsync(fid).Succeeds();
        return System.Text.Encoding.UTF8.GetString(data);
    }
}
