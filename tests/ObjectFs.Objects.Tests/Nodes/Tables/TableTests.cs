using System.Text.Json;
using ObjectFs.Objects.Tests.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Nodes.Tables;

public sealed class TableTests
{
    private readonly ObjectRegistry _registry = new();

    [Fact]
    public async Task A_directory_of_instances_has_the_tables()
    {
        var gauge = Add(new Gauge());
        Assert.Equal([".by", ".count", ".csv", ".json", ".schema", "1"], await _registry.NamesAsync("Gauge"));
        GC.KeepAlive(gauge);
    }

    [Fact]
    public async Task A_directory_of_static_members_alone_has_none_and_keeps_its_own_json()
    {
        _registry.RegisterStatic(typeof(Knobs));
        Assert.Equal([".error", ".json", ".text", ".type", "Volume"], (await _registry.NamesAsync("Knobs")).Order(StringComparer.Ordinal));
        Assert.Equal("{\"Volume\":3}\n", await _registry.ReadAsync("Knobs/.json"));
    }

    [Fact]
    public async Task Static_members_stand_beside_the_tables()
    {
        var counter = Add(new Counter());
        Assert.DoesNotContain("Made", await _registry.NamesAsync("Counter"));
        _registry.RegisterStatic(typeof(Counter));
        Assert.Equal([".by", ".count", ".csv", ".error", ".json", ".schema", ".text", ".type", "1", "Made"], (await _registry.NamesAsync("Counter")).Order(StringComparer.Ordinal));
        Assert.Equal("[\n{\"Own\":1}\n]\n", await _registry.ReadAsync("Counter/.json"));
        Assert.Equal("7\n", await _registry.ReadAsync("Counter/Made"));
        GC.KeepAlive(counter);
    }

    [Fact]
    public async Task A_listing_that_is_read_one_name_at_a_time_is_the_same()
    {
        var counter = Add(new Counter());
        _registry.RegisterStatic(typeof(Counter));
        var handle = await (await _registry.DirectoryAsync("Counter")).OpenAsync();
        var names = new Look.Names(1) { TakesAll = true };
        await handle.ReadAsync(0, names, default);
        for (var seen = 0; names.Taken.Count > seen; names.Room = 1)
        {
            seen = names.Taken.Count;
            names.Room = 1;
            await handle.ReadAsync(names.Cursor, names, default);
        }

        Assert.Equal(await _registry.NamesAsync("Counter"), names.Taken);
        GC.KeepAlive(counter);
    }

    [Fact]
    public async Task Objects_with_paths_of_their_own_have_no_tables()
    {
        var placed = Add(new Placed());
        Assert.Equal(["north"], await _registry.NamesAsync("zones"));
        GC.KeepAlive(placed);
    }

    [Fact]
    public async Task Csv_has_a_line_of_names_and_a_line_for_each_instance()
    {
        Gauge[] gauges = [Add(new Gauge { Level = 1, Label = "a" }), Add(new Gauge { Level = -2, Day = DayOfWeek.Friday }), Add(new Gauge { Label = "" })];
        Assert.Equal("Level,Label,Ratio,Day\r\n1,a,0.5,Sunday\r\n-2,,0.5,Friday\r\n0,\"\",0.5,Sunday\r\n", await _registry.ReadAsync("Gauge/.csv"));
        GC.KeepAlive(gauges);
    }

    [Theory]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("\"", "\"\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("end\r", "\"end\r\"")]
    [InlineData(" blanks ", " blanks ")]
    [InlineData("=1+1", "=1+1")]
    [InlineData("Zürich 🙂", "Zürich 🙂")]
    public async Task A_field_is_quoted_where_it_has_to_be(string label, string field)
    {
        var gauge = Add(new Gauge { Label = label });
        Assert.Equal($"0,{field},0.5,Sunday\r\n", (await _registry.ReadAsync("Gauge/.csv"))["Level,Label,Ratio,Day\r\n".Length..]);
        GC.KeepAlive(gauge);
    }

    [Fact]
    public async Task A_line_of_one_field_is_never_blank()
    {
        var single = Add(new Single());
        Assert.Equal("Only\r\n\"\"\r\n", await _registry.ReadAsync("Single/.csv"));
        GC.KeepAlive(single);
    }

    [Fact]
    public async Task A_getter_that_throws_or_hangs_costs_its_own_field()
    {
        using Awkward first = Add(new Awkward()), second = Add(new Awkward { Stuck = true }), third = Add(new Awkward { Good = 3 });
        var lines = (await _registry.ReadAsync("Awkward/.csv")).Split("\r\n");
        Assert.Equal(["Good,Bad,Stuck,Slow", "1,\"$error: InvalidOperationException: number 1, \"\"broken\"\"\",false,2"], lines[..2]);
        Assert.StartsWith("1,\"$error: InvalidOperationException: number 1, \"\"broken\"\"\",true,$error: it took longer than", lines[2], StringComparison.Ordinal);
        Assert.Equal(["3,\"$error: InvalidOperationException: number 3, \"\"broken\"\"\",false,2", ""], lines[3..]);
    }

    [Fact]
    public async Task Json_is_an_array_of_what_the_instances_are()
    {
        Assert.Equal("[]\n", await EmptyJsonAsync());
        Gauge[] gauges = [Add(new Gauge { Level = 1 }), Add(new Gauge { Label = "x" })];
        using var json = JsonDocument.Parse(await _registry.ReadAsync("Gauge/.json", piece: 7));
        Assert.Equal([1, 0], json.RootElement.EnumerateArray().Select(static each => each.GetProperty("Level").GetInt32()));
        Assert.Equal(1, json.RootElement[1].GetProperty("Parts")[0].GetInt32());
        Assert.False(json.RootElement[0].TryGetProperty("Secret", out _));
        GC.KeepAlive(gauges);
    }

    [Fact]
    public async Task Count_counts_what_is_shown()
    {
        Shy[] shy = [Add(new Shy()), Add(new Shy { IsVisible = true }), Add(new Shy { IsVisible = true })];
        Assert.Equal("2\n", await _registry.ReadAsync("Shy/.count"));
        shy[0].IsVisible = true;
        Assert.Equal("3\n", await _registry.ReadAsync("Shy/.count"));
        _registry.Remove(shy[1]);
        Assert.Equal("2\n", await _registry.ReadAsync("Shy/.count"));
        Assert.Equal("IsVisible\r\ntrue\r\ntrue\r\n", await _registry.ReadAsync("Shy/.csv"));
    }

    [Fact]
    public async Task Modes_are_narrowed_by_what_is_shown()
    {
        var narrowed = Add(new Narrowed());
        Assert.Equal("Open,Mine\r\n0,0\r\n", await _registry.ReadAsync("Narrowed/.csv"));
        Assert.Equal((0x100, 0x100, 0x124), (await ModeAsync("Narrowed/.csv"), await ModeAsync("Narrowed/.json"), await ModeAsync("Narrowed/.count")));
        Assert.Equal((0x16D, 0x140), (await ModeAsync("Narrowed/.by/Open"), await ModeAsync("Narrowed/.by/Mine")));
        Assert.Equal(["Open", "Mine"], await _registry.NamesAsync("Narrowed/.by"));
        GC.KeepAlive(narrowed);
    }

    [Fact]
    public async Task A_table_is_read_only()
    {
        var gauge = Add(new Gauge());
        foreach (var name in (string[])[".csv", ".json", ".count", ".schema"])
        {
            var node = await _registry.Root.AtAsync($"Gauge/{name}");
            Assert.Equal(Errno.EACCES, (await node!.OpenAsync(OpenFlags.Write, Caller.Self, default)).Errno);
        }

        GC.KeepAlive(gauge);
    }

    [Fact]
    public async Task Reading_goes_on_or_begins_anew_and_never_mixes_times()
    {
        var gauges = Enumerable.Range(0, 1000).Select(level => Add(new Gauge { Level = level })).ToArray();
        var whole = await _registry.ReadAsync("Gauge/.csv", piece: 100);
        var handle = await _registry.OpenFileAsync("Gauge/.csv");
        var first = await handle.ReadPieceAsync(0, 5000);
        var second = await handle.ReadPieceAsync(5000, 5000);
        Assert.Equal(second, await handle.ReadPieceAsync(5000, 5000));
        Assert.Equal(second[100..], await handle.ReadPieceAsync(5100, 4900));
        Assert.Equal(whole[..10000], System.Text.Encoding.UTF8.GetString([.. first, .. second]));
        Assert.Equal(Errno.EINVAL, (await handle.ReadAsync(10, new byte[10], default)).Errno);
        Assert.Equal(whole[15000..15010], System.Text.Encoding.UTF8.GetString(await handle.ReadPieceAsync(15000, 10)));
        gauges[0].Level = 77;
        Assert.StartsWith("Level,Label,Ratio,Day\r\n77,", System.Text.Encoding.UTF8.GetString(await handle.ReadPieceAsync(0, 100)), StringComparison.Ordinal);
        Assert.Empty(await handle.ReadPieceAsync(long.MaxValue, 10));
        await handle.CloseAsync();
    }

    [Fact]
    public async Task Csv_is_right_while_many_objects_come_and_go()
    {
        const int Kept = 2000;
        var kept = Enumerable.Range(0, Kept).Select(level => Add(new Gauge { Level = level })).ToArray();
        using var end = new CancellationTokenSource();
        var coming = Task.Run(() =>
        {
            for (var i = 0; !end.IsCancellationRequested; i++)
            {
                var gauge = Add(new Gauge { Level = -1 });
                if (i % 2 == 0)
                    _registry.Remove(gauge);
            }
        });
        for (var round = 0; round < 10; round++)
        {
            var levels = (await _registry.ReadAsync("Gauge/.csv")).Split("\r\n")[1..^1].Select(static line => int.Parse(line.Split(',')[0], null)).Where(static level => level >= 0);
            Assert.Equal(Enumerable.Range(0, Kept), levels);
        }

        await end.CancelAsync();
        await coming;
        GC.KeepAlive(kept);
    }

    private async Task<string> EmptyJsonAsync()
    {
        var gauge = Add(new Gauge());
        _registry.Remove(gauge);
        return await _registry.ReadAsync("Gauge/.json");
    }

    private async Task<int> ModeAsync(string path) => (await (await _registry.Root.AtAsync(path))!.GetAttributesAsync(default)).Value.Mode;

    private T Add<T>(T instance)
        where T : class
    {
        _registry.Register(instance);
        return instance;
    }
}
