using ObjectFs.Objects.Nodes;
using ObjectFs.Objects.Tests.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Nodes.Tables;

public sealed class ByTests
{
    private readonly ObjectRegistry _registry = new();

    [Fact]
    public async Task Scalar_and_text_members_are_listed()
    {
        var gauge = Add(new Gauge());
        Assert.Equal(["Level", "Label", "Ratio", "Day"], await _registry.NamesAsync("Gauge/.by"));
        foreach (var name in (string[])["Gauge/.by/Parts", "Gauge/.by/Secret", "Gauge/.by/Nothing", "Gauge/.by/.git"])
            Assert.Null(await _registry.Root.AtAsync(name));
        GC.KeepAlive(gauge);
    }

    [Fact]
    public async Task The_values_that_are_there_are_directories_of_links_to_the_instances()
    {
        Gauge[] gauges = [Add(new Gauge { Level = 5, Label = "a" }), Add(new Gauge { Level = 7 }), Add(new Gauge { Level = 5, Label = "b" })];
        Assert.Equal(["5", "7"], await _registry.NamesAsync("Gauge/.by/Level"));
        Assert.Equal(["1", "3"], await _registry.NamesAsync("Gauge/.by/Level/5"));
        Assert.Equal(["a", "b"], await _registry.NamesAsync("Gauge/.by/Label"));
        Assert.Equal("../../../3", await (await _registry.Root.AtAsync("Gauge/.by/Level/5/3"))!.ReadLinkAsync());
        foreach (var name in (string[])["5/2", "5/9", "5/x", "5/.by", "05", "6", ".hidden"])
            Assert.Null(await _registry.Root.AtAsync($"Gauge/.by/Level/{name}"));
        gauges[1].Level = 5;
        Assert.Equal(["5"], await _registry.NamesAsync("Gauge/.by/Level"));
        Assert.Equal(["1", "2", "3"], await _registry.NamesAsync("Gauge/.by/Level/5"));
        _registry.Remove(gauges[0]);
        Assert.Equal(["2", "3"], await _registry.NamesAsync("Gauge/.by/Level/5"));
    }

    [Fact]
    public async Task A_text_that_is_too_long_for_its_own_file_is_left_out()
    {
        Gauge[] gauges = [Add(new Gauge { Label = new string('x', Limits.Text + 1) }), Add(new Gauge { Label = "a" })];
        Assert.Equal(["a"], await _registry.NamesAsync("Gauge/.by/Label"));
        GC.KeepAlive(gauges);
    }

    [Fact]
    public async Task Links_are_called_as_the_instances_are_now()
    {
        // setters tell of renamings where exported classes announce themselves
        var registry = ObjectRegistry.Default;
        Cell[] cells = [new("a/b") { Value = 1 }, new("x") { Value = 1 }, new("x") { Value = 2 }];
        Assert.Equal(["a%2Fb", "x"], await registry.NamesAsync("Cell/.by/Value/1"));
        Assert.Equal(["x~2"], await registry.NamesAsync("Cell/.by/Value/2"));
        Assert.Equal("../../../x~2", await (await registry.Root.AtAsync("Cell/.by/Key/x/x~2"))!.ReadLinkAsync());
        cells[0].Key = "renamed";
        Assert.Equal(["renamed", "x"], (await registry.NamesAsync("Cell/.by/Value/1")).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("", "%")]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("..", "%2E%2E")]
    [InlineData(".", "%2E")]
    [InlineData("100%", "100%25")]
    [InlineData("CON", "CO%4E")]
    [InlineData("line\nbreak", "line%0Abreak")]
    [InlineData("ünï 🙂", "ünï 🙂")]
    [InlineData("u\u0308", "ü")]
    public async Task A_value_is_encoded_as_every_name_is(string label, string name)
    {
        var gauge = Add(new Gauge { Label = label });
        var listed = Assert.Single(await _registry.NamesAsync("Gauge/.by/Label"));
        if (name != "CO%4E")
            Assert.Equal(name, listed);
        Assert.Equal(["1"], await _registry.NamesAsync($"Gauge/.by/Label/{listed}"));
        Assert.NotNull(await _registry.Root.AtAsync($"Gauge/.by/Label/{listed}/1"));
        GC.KeepAlive(gauge);
    }

    [Fact]
    public async Task Texts_longer_than_a_name_have_directories_too()
    {
        var (one, other) = (Add(new Gauge { Label = new string('x', 1000) + "1" }), Add(new Gauge { Label = new string('x', 1000) + "2" }));
        var names = await _registry.NamesAsync("Gauge/.by/Label");
        Assert.Equal(2, names.Count);
        Assert.Equal(["1"], await _registry.NamesAsync($"Gauge/.by/Label/{names[0]}"));
        Assert.Equal(["2"], await _registry.NamesAsync($"Gauge/.by/Label/{names[1]}"));
        GC.KeepAlive((one, other));
    }

    [Fact]
    public async Task Null_has_no_directory()
    {
        var gauge = Add(new Gauge());
        Assert.Empty(await _registry.NamesAsync("Gauge/.by/Label"));
        GC.KeepAlive(gauge);
    }

    [Fact]
    public async Task A_getter_that_throws_or_hangs_leaves_out_its_instance()
    {
        using Awkward first = Add(new Awkward()), second = Add(new Awkward { Stuck = true });
        Assert.Empty(await _registry.NamesAsync("Awkward/.by/Bad"));
        Assert.Equal(["2"], await _registry.NamesAsync("Awkward/.by/Slow"));
        Assert.Equal(["1"], await _registry.NamesAsync("Awkward/.by/Slow/2"));
    }

    [Fact]
    public async Task Instances_that_are_not_shown_are_not_found()
    {
        Shy[] shy = [Add(new Shy()), Add(new Shy { IsVisible = true })];
        Assert.Equal(["true"], await _registry.NamesAsync("Shy/.by/IsVisible"));
        Assert.Null(await _registry.Root.AtAsync("Shy/.by/IsVisible/false"));
        Assert.Null(await _registry.Root.AtAsync("Shy/.by/IsVisible/true/1"));
        GC.KeepAlive(shy);
    }

    [Fact]
    public async Task A_listing_stays_what_it_was_until_it_is_begun_again()
    {
        var gauges = Enumerable.Range(0, 10).Select(level => Add(new Gauge { Level = level })).ToArray();
        var handle = await (await _registry.DirectoryAsync("Gauge/.by/Level")).OpenAsync();
        var names = new Look.Names(4);
        await handle.ReadAsync(0, names, default);
        foreach (var gauge in gauges)
            gauge.Level += 100;
        names.Room = 100;
        await handle.ReadAsync(names.Cursor, names, default);
        Assert.Equal(Enumerable.Range(0, 10).Select(static level => $"{level}"), names.Taken);
        names.Taken.Clear();
        await handle.ReadAsync(0, names, default);
        Assert.Equal(Enumerable.Range(100, 10).Select(static level => $"{level}"), names.Taken);
    }

    [Fact]
    public async Task Walking_all_of_many_instances_finds_each_once_for_each_member()
    {
        const int Count = 3000;
        var gauges = Enumerable.Range(0, Count).Select(level => Add(new Gauge { Level = level, Label = $"{level % 3}" })).ToArray();
        Assert.Equal(Count, await WalkAsync("Level"));
        Assert.Equal(Count, await WalkAsync("Label"));
        Assert.Equal(Count, await WalkAsync("Day"));
        GC.KeepAlive(gauges);
    }

    [Fact]
    public async Task Nothing_can_be_made_or_removed_in_it()
    {
        var gauge = Add(new Gauge { Level = 5 });
        foreach (var path in (string[])["Gauge", "Gauge/.by", "Gauge/.by/Level", "Gauge/.by/Level/5"])
        {
            var node = await _registry.DirectoryAsync(path);
            Assert.Equal(Errno.EPERM, (await node.CreateDirectoryAsync("new"u8, 0x1FF, Caller.Self, default)).Errno);
            Assert.Equal(Errno.EPERM, (await node.CreateAsync("new"u8, 0x1FF, OpenFlags.Write, Caller.Self, default)).Errno);
            Assert.Equal(Errno.EPERM, (await node.RemoveAsync("1"u8, NodeKind.File, Caller.Self, default)).Errno);
        }

        GC.KeepAlive(gauge);
    }

    private async Task<int> WalkAsync(string member)
    {
        var links = 0;
        foreach (var value in await _registry.NamesAsync($"Gauge/.by/{member}"))
            links += (await _registry.NamesAsync($"Gauge/.by/{member}/{value}")).Count;
        return links;
    }

    private T Add<T>(T instance)
        where T : class
    {
        _registry.Register(instance);
        return instance;
    }
}
