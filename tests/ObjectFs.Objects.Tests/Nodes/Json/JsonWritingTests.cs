using System.Text;
using ObjectFs.Objects.Tests.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Nodes.Json;

public sealed class JsonWritingTests
{
    private readonly ObjectRegistry _registry = new();
    private readonly Pilot _pilot = new("amy");

    public JsonWritingTests() => _registry.Register(_pilot);

    [Fact]
    public async Task All_members_that_are_named_are_set_and_no_others()
    {
        await SetsAsync("""{"Speed": 20.5, "Title": "ace", "Day": "Friday", "Motto": "on", "Photo": "AwQF"}""");
        Assert.Equal((20.5, "ace", DayOfWeek.Friday, "on", 1), (_pilot.Speed, _pilot.Title, _pilot.Day, _pilot.Motto, _pilot.Level));
        Assert.Equal([3, 4, 5], _pilot.Photo!);
    }

    [Fact]
    public async Task Null_is_set_where_it_is_allowed()
    {
        _pilot.Motto = "on";
        await SetsAsync("""{"Motto": null, "Photo": null}""");
        Assert.Null(_pilot.Motto);
        Assert.Null(_pilot.Photo);
        await RefusesAsync(Errno.EINVAL, """{"Title": null}""", "amy: Title: it cannot be null (line 1, column 11)");
        await RefusesAsync(Errno.EINVAL, """{"Level": null}""", "Level: it cannot be null");
    }

    [Fact]
    public async Task Nested_objects_and_structs_are_set_by_nested_json()
    {
        await SetsAsync("""{"Box": {"Width": 9, "Corner": {"Y": 7}}, "Spot": {"X": 8}, "Goal": {"X": 1, "Y": 4}}""");
        Assert.Equal((9, 1, 7), (_pilot.Box.Width, _pilot.Box.Corner.X, _pilot.Box.Corner.Y));
        Assert.Equal((8, 6), (_pilot.Spot.X, _pilot.Spot.Y));
        Assert.Equal((1, 4), (_pilot.Goal!.Value.X, _pilot.Goal.Value.Y));
    }

    [Fact]
    public async Task A_struct_directory_has_its_own_json_that_writes()
    {
        Assert.Equal(Errno.None, (await WriteAsync("Pilot/amy/Box/Corner/.json", """{"X": 4}""")).Errno);
        Assert.Equal((4, 2), (_pilot.Box.Corner.X, _pilot.Box.Corner.Y));
    }

    [Theory, InlineData("""{"$ref": "/Pilot/bob"}"""), InlineData("\"/Pilot/bob\""), InlineData("\"../bob\"")]
    public async Task A_reference_is_set_by_a_path(string reference)
    {
        var bob = new Pilot("bob");
        _registry.Register(bob);
        await SetsAsync($$"""{"Wing": {{reference}}}""");
        Assert.Same(bob, _pilot.Wing);
        await SetsAsync("""{"Wing": null}""");
        Assert.Null(_pilot.Wing);
    }

    [Fact]
    public async Task Elements_and_entries_are_set_but_not_added_or_removed()
    {
        await SetsAsync("""{"Scores": [1, 20, 3], "Bag": {"iron": 7}}""");
        Assert.Equal([1, 20, 3], _pilot.Scores);
        Assert.Equal(7, _pilot.Bag["iron"]);
        await RefusesAsync(Errno.EINVAL, """{"Scores": [1]}""", "Scores: it has 3 elements, and 1 are given");
        await RefusesAsync(Errno.EINVAL, """{"Bag": {"tin": 1}}""", "Bag: there is no entry 'tin'");
    }

    [Fact]
    public async Task What_was_read_can_be_written_back_and_changes_nothing()
    {
        _pilot.Title = "\ud800 half, \"quoted\"\r\n";
        _pilot.Day = (DayOfWeek)42;
        _pilot.Speed = -1;
        var before = await ReadAsync("Pilot/amy/.json");
        Assert.Contains("$error", before, StringComparison.Ordinal);
        Assert.Contains("$lazy", before, StringComparison.Ordinal);
        await SetsAsync(before);
        Assert.Equal(before, await ReadAsync("Pilot/amy/.json"));
        Assert.Equal(0, _pilot.Sets);
        Assert.Equal("\ud800 half, \"quoted\"\r\n", _pilot.Title);
    }

    public static TheoryData<Errno, string, string> Wrong => new()
    {
        { Errno.EINVAL, "{\"Level\": 2, \"Speed\": 121}", "Speed: '121' is not a number between 0 and 120 (rpm) (line 1, column 23)" },
        { Errno.EINVAL, "{\"Level\": 2,\n \"Speed\": \"abc\"}", "Speed: 'abc' is not a number between 0 and 120 (rpm) (line 2, column 11)" },
        { Errno.ERANGE, "{\"Speed\": 20, \"Level\": 99999999999}", "Level: '99999999999' is above 2147483647" },
        { Errno.EINVAL, "{\"Speed\": 20, \"Level\": 1.5}", "Level: '1.5' is not a whole number" },
        { Errno.EINVAL, "{\"Speed\": 20, \"Level\": {}}", "Level: {} is not a whole number" },
        { Errno.EINVAL, "{\"Speed\": 20, \"Title\": 5}", "Title: 5 is not a text in quotes" },
        { Errno.EINVAL, "{\"Speed\": 20, \"Photo\": \"*\"}", "Photo: \"*\" is not base64" },
        { Errno.EINVAL, "{\"Speed\": 20, \"Nothing\": 1}", "there is no member 'Nothing' (line 1, column 26)" },
        { Errno.EINVAL, "{\"Speed\": 20, \"Password\": \"x\"}", "there is no member 'Password'" },
        { Errno.EINVAL, "{\"Speed\": 20, \"Speed\": 30}", "'Speed' is named twice (line 1, column 24)" },
        { Errno.EACCES, "{\"Speed\": 20, \"Login\": \"eve\"}", "Login: it is read-only, and \"amy\" is there" },
        { Errno.EACCES, "{\"Speed\": 20, \"Narrow\": 3}", "Narrow: its mode does not let it be written" },
        { Errno.EINVAL, "{\"Speed\": 20, \"Wing\": \"/nowhere\"}", "Wing: '/nowhere' is not the path of an exported Pilot" },
        { Errno.EINVAL, "{\"Speed\": 20, \"Wing\": {\"Level\": 1}}", "Wing: it is null" },
        { Errno.EINVAL, "{\"Speed\": 20, \"Self\": {\"Level\": 4}}", "Self: it is a reference" },
        { Errno.EINVAL, "{\"Speed\": 20, \"Tags\": [\"c\"]}", "Tags: [\"c\"] is not what is there" },
        { Errno.EINVAL, "{\"Speed\": 20, \"Box\": {\"Corner\": {\"X\": \"x\"}}}", "Box/Corner/X: 'x' is not a whole number" },
        { Errno.EINVAL, "{\"Speed\": 20, \"Picky\": -1}", "Picky: ArgumentException: it is negative; Speed set back" },
        { Errno.EINVAL, "{\"Speed\": 20,}", "line 1, column 14: " },
        { Errno.EINVAL, "{\"Speed\": 20} x", "line 1, column 15: " },
        { Errno.EINVAL, "[1]", "line 1, column 1: a JSON object is expected" },
        { Errno.EINVAL, "speed", "line 1, column 1: " },
        { Errno.EINVAL, "{\"Speed\": 20, // slow\n}", "line 1, column 15: " },
        { Errno.EILSEQ, "{\"Speed\": 20, \"Title\": \"\\ud800\"}", "Title: the text has half of a character" },
        { Errno.EINVAL, "{\"$if\": 5, \"Speed\": 20}", "$if is an object" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_anywhere_sets_nothing_and_says_where(Errno errno, string json, string sentence)
    {
        await RefusesAsync(errno, json, sentence);
        Assert.Equal((10, 1, "none"), (_pilot.Speed, _pilot.Level, _pilot.Title));
    }

    [Fact]
    public async Task Json_deeper_than_64_levels_is_refused() =>
        await RefusesAsync(Errno.EINVAL, string.Concat(Enumerable.Repeat("{\"Box\":", 70)) + "1" + new string('}', 70), "line 1, column ");

    [Fact]
    public async Task Json_that_is_not_text_is_refused()
    {
        var written = await WriteAsync("Pilot/amy/.json", [.. "{\"Title\": \""u8, 0xFF, .. "\"}"u8]);
        Assert.Equal((Errno.EILSEQ, "none"), (written.Errno, _pilot.Title));
    }

    [Fact]
    public async Task What_is_expected_is_compared_before_anything_is_set()
    {
        await SetsAsync("""{"$if": {"Level": 1, "Title": "none", "Box": {"Width": 3}, "Scores": [1, 2, 3], "Login": "amy"}, "Level": 2}""");
        Assert.Equal(2, _pilot.Level);
        await RefusesAsync(Errno.ESTALE, """{"Level": 3, "$if": {"Level": 1}}""", "amy: Level: 1 was expected, and 2 is there; nothing was set (line 1, column 31)");
        await RefusesAsync(Errno.ESTALE, """{"Level": 3, "$if": {"Box": {"Width": 4}}}""", "Box/Width: 4 was expected, and 3 is there");
        await RefusesAsync(Errno.ESTALE, """{"Level": 3, "$if": {"Wing": "/Pilot/amy"}}""", "Wing: \"/Pilot/amy\" was expected, and null is there");
        await RefusesAsync(Errno.ESTALE, """{"Level": 3, "$if": {"Scores": []}}""", "Scores: [] was expected, and [1,2,3] is there");
        Assert.Equal(2, _pilot.Level);
    }

    [Fact]
    public async Task Writers_that_compare_never_lose_a_count()
    {
        const int Rounds = 200;
        var guarded = new Guarded();
        _registry.Register(guarded);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var done = 0; done < Rounds;)
            {
                var seen = guarded.First;
                var written = await WriteAsync("Guarded/1/.json", $$"""{"$if": {"First": {{seen}}}, "First": {{seen + 1}}, "Second": {{seen + 1}}}""");
                Assert.True(written.Errno is Errno.None or Errno.ESTALE, written.Sentence);
                done += written.Succeeded ? 1 : 0;
            }
        })));
        Assert.Equal((4 * Rounds, 4 * Rounds, 0), (guarded.First, guarded.Second, guarded.Unlocked));
    }

    [Fact]
    public async Task A_setter_that_cannot_be_set_back_is_named()
    {
        _pilot.Counted = 3;
        await RefusesAsync(Errno.EOPNOTSUPP, """{"Counted": 4, "Fixed": 1}""", "Fixed: NotSupportedException: it stays 0; Counted set back");
        Assert.Equal(3, _pilot.Counted);
        Assert.Contains("at ObjectFs.Objects.Tests.Nodes.Json.Pilot.set_Fixed", await ReadAsync("Pilot/amy/.error"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_comes_in_pieces_is_set_by_the_piece_that_completes_it()
    {
        var handle = await OpenAsync("Pilot/amy/.json", OpenFlags.Write);
        Assert.True((await handle.WriteAsync(0, "{\"Level\""u8.ToArray(), default)).Succeeded);
        Assert.Equal(Errno.EINVAL, (await handle.FlushAsync(default)).Errno);
        Assert.True((await handle.WriteAsync(8, ": 4"u8.ToArray(), default)).Succeeded);
        Assert.Equal(1, _pilot.Level);
        Assert.True((await handle.WriteAsync(11, "}"u8.ToArray(), default)).Succeeded);
        Assert.Equal(4, _pilot.Level);
        Assert.True((await handle.WriteAsync(12, "\n"u8.ToArray(), default)).Succeeded);
        Assert.True((await handle.FlushAsync(default)).Succeeded);
        Assert.Equal(Errno.EINVAL, (await handle.WriteAsync(13, "x"u8.ToArray(), default)).Errno);
        Assert.Equal(Errno.EINVAL, (await handle.WriteAsync(14, "{\"Level\": 9}"u8.ToArray(), default)).Errno);
        await handle.CloseAsync();
        Assert.Equal(4, _pilot.Level);
    }

    [Fact]
    public async Task Truncation_sets_nothing()
    {
        var handle = await OpenAsync("Pilot/amy/.json", OpenFlags.Write | OpenFlags.Truncate);
        Assert.True((await handle.TruncateAsync(0, default)).Succeeded);
        Assert.True((await handle.FlushAsync(default)).Succeeded);
        await handle.CloseAsync();
        Assert.Equal("none", _pilot.Title);
    }

    [Fact]
    public async Task Its_mode_tells_whether_anything_can_be_set()
    {
        _registry.Export(new { Name = "x", Number = 1 }, "constant");
        var (constant, pilot) = (await _registry.Root.AtAsync("constant/.json"), await _registry.Root.AtAsync("Pilot/amy/.json"));
        Assert.Equal((0x124, 0x1A4), ((await constant!.GetAttributesAsync(default)).Value.Mode, (await pilot!.GetAttributesAsync(default)).Value.Mode));
        Assert.Equal(Errno.EACCES, (await constant.OpenAsync(OpenFlags.Write, Caller.Self, default)).Errno);
    }

    [Theory]
    [InlineData("""{"\ud800": 1}""")]
    [InlineData("""{"Title": {"\ud800": "x"}}""")]
    [InlineData("""{"$if": {"\ud800": 1}, "Speed": 20}""")]
    public async Task A_name_that_is_half_of_a_character_is_refused_as_no_text(string json)
    {
        await RefusesAsync(Errno.EILSEQ, json, "half of a character");
        Assert.Equal(10, _pilot.Speed);
    }

    [Theory, InlineData("\"/nowhere\""), InlineData("""{"$ref": "/nowhere"}""")]
    public async Task A_comparison_with_an_object_that_is_gone_says_that_the_value_moved(string reference)
    {
        _pilot.Wing = _pilot;
        await RefusesAsync(Errno.ESTALE, $$"""{"$if": {"Wing": {{reference}}}, "Speed": 20}""", "was expected");
        Assert.Equal(10, _pilot.Speed);
    }

    private async Task SetsAsync(string json) => Assert.Equal((Errno.None, null), await WriteAsync("Pilot/amy/.json", json) is var result ? (result.Errno, result.Sentence) : default);

    private async Task RefusesAsync(Errno errno, string json, string sentence)
    {
        var written = await WriteAsync("Pilot/amy/.json", json);
        Assert.Equal(errno, written.Errno);
        Assert.Contains(sentence, written.Sentence, StringComparison.Ordinal);
    }

    private Task<Result<int>> WriteAsync(string path, string json) => WriteAsync(path, Encoding.UTF8.GetBytes(json));

    private async Task<Result<int>> WriteAsync(string path, byte[] json)
    {
        var handle = await OpenAsync(path, OpenFlags.Write);
        var written = await handle.WriteAsync(0, json, default);
        var flushed = await handle.FlushAsync(default);
        await handle.CloseAsync();
        return written.Succeeded && !flushed.Succeeded ? flushed.Failure : written;
    }

    private async Task<string> ReadAsync(string path)
    {
        var handle = await OpenAsync(path, OpenFlags.Read);
        var buffer = new byte[65536];
        return Encoding.UTF8.GetString(buffer, 0, (await handle.ReadAsync(0, buffer, default)).Value);
    }

    private async Task<Handle> OpenAsync(string path, OpenFlags flags) => (await (await _registry.Root.AtAsync(path))!.OpenAsync(flags, Caller.Self, default)).Value;
}
