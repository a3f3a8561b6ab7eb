using System.Text.Json;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Service;

/// <summary>.objectfs/audit, and the other files beside it.</summary>
public sealed partial class AuditTests
{
    private const string Audit = ".objectfs/audit";

    private readonly ObjectRegistry _registry = new();
    private readonly Pump _pump = new();
    private readonly Shell _shell;

    public AuditTests()
    {
        _shell = new(_registry);
        _registry.Export(_pump, "pumps/left");
    }

    [Fact]
    public async Task A_write_is_noted_with_who_where_what_and_how_it_ended()
    {
        await _shell.WriteAsync("pumps/left/Speed", "42\n", new Caller(1000, 1000, 4711));
        var entry = (await EntriesAsync()).Single();
        Assert.Equal((1000, 4711), (entry.GetProperty("uid").GetInt32(), entry.GetProperty("pid").GetInt32()));
        Assert.Equal("set /pumps/left/Speed 10 42 ok", Text(entry));
        Assert.InRange(entry.GetProperty("time").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(1));
    }

    [Theory]
    [InlineData("Speed", "abc", "set /pumps/left/Speed 10 abc EINVAL")]
    [InlineData("Label", "so\"uth\n", "set /pumps/left/Label north so\"uth ok")]
    [InlineData("Label", "\n", "set /pumps/left/Label north  ok")]
    [InlineData("Note", "x", "set /pumps/left/Note null x ok")]
    [InlineData("Throwing", "100", "set /pumps/left/Throwing 0 100 EIO")]
    [InlineData("Place/X", "7", "set /pumps/left/Place/X 0 7 ok")]
    [InlineData("Levels/1", "7", "set /pumps/left/Levels/1 2 7 ok")]
    [InlineData("Counts/one", "7", "set /pumps/left/Counts/one 1 7 ok")]
    public async Task Every_write_is_noted(string member, string text, string expected)
    {
        await _shell.WriteAsync($"pumps/left/{member}", text);
        Assert.Equal(expected, Text((await EntriesAsync()).Single()));
    }

    [Theory]
    [InlineData("Passwords/amy", "set /vault/Passwords/amy - - ok")]
    [InlineData("Settings/apiKey", "set /vault/Settings/apiKey - - ok")]
    [InlineData("Settings/color", "set /vault/Settings/color red x ok")]
    [InlineData("Credentials/User", "set /vault/Credentials/User - - ok")]
    public async Task What_lies_below_a_secret_is_kept_out(string member, string expected)
    {
        var vault = new Vault();
        _registry.Export(vault, "vault");
        await _shell.WriteAsync($"vault/{member}", "x");
        Assert.Equal(expected, Text((await EntriesAsync()).Single()));
        GC.KeepAlive(vault);
    }

    [Fact]
    public async Task Json_below_a_secret_is_kept_out()
    {
        var vault = new Vault();
        _registry.Export(vault, "vault");
        await _shell.WriteAsync("vault/Credentials/.json", """{"User":"x"}""");
        Assert.Equal("set /vault/Credentials/.json - - ok", Text((await EntriesAsync()).Single()));
        GC.KeepAlive(vault);
    }

    [Fact]
    public async Task Json_that_is_no_text_is_noted_with_how_it_ended()
    {
        await _shell.WriteAsync("pumps/left/.json", """{"\ud800":1}""");
        Assert.Equal("set /pumps/left/.json - - EILSEQ", Text((await EntriesAsync()).Single()));
    }

    [Theory]
    [InlineData("{\"Speed\":")]
    [InlineData("{\"Speed\":]")]
    [InlineData("speed")]
    public async Task What_is_no_json_is_noted_as_refused(string text)
    {
        await _shell.WriteAsync("pumps/left/.json", text);
        Assert.Equal("set /pumps/left/.json - - EINVAL", Text((await EntriesAsync()).Single()));
    }

    [Theory]
    [InlineData("Tags", "add /vault/Tags/new - - ok")]
    [InlineData("Settings", "add /vault/Settings/new -  ok")]
    public async Task A_part_that_touch_adds_is_noted(string collection, string expected)
    {
        var vault = new Vault();
        _registry.Export(vault, "vault");
        var made = await (await _shell.FindAsync($"vault/{collection}")).CreateAsync("new"u8, 0x1A4, OpenFlags.Write, Caller.Self, CancellationToken.None);
        await made.Value.Handle.CloseAsync();
        Assert.Equal(expected, Text((await EntriesAsync()).Single()));
        GC.KeepAlive(vault);
    }

    [Fact]
    public async Task Looking_is_not_noted()
    {
        await _shell.ReadAsync("pumps/left/Speed");
        await _shell.ListAsync("pumps/left");
        await _shell.StatAsync("pumps/left/Label");
        Assert.Equal("", await _shell.ReadAsync(Audit));
    }

    [Fact]
    public async Task A_long_value_is_cut_within_no_character_and_what_is_no_text_is_counted()
    {
        await _shell.WriteAsync("pumps/left/Label", new string('x', 255) + "é" + new string('x', 5000));
        var entry = (await EntriesAsync()).Single();
        Assert.Equal(new string('x', 255) + "…", entry.GetProperty("new").GetString());
        var raw = (await (await _shell.FindAsync("pumps/left/Raw")).OpenAsync(OpenFlags.Write, Caller.Self, CancellationToken.None)).Value;
        await raw.WriteAsync(0, new byte[] { 0xFF, 0xFE }, CancellationToken.None);
        await raw.FlushAsync(CancellationToken.None);
        Assert.Equal("set /pumps/left/Raw \u0001\u0002\u0003 3 bytes ok", Text((await EntriesAsync()).Last()));
    }

    [Fact]
    public async Task A_member_whose_name_looks_like_a_secret_is_noted_without_its_values()
    {
        await _shell.WriteAsync("pumps/left/ApiKey", "k-456");
        Assert.Equal("set /pumps/left/ApiKey - - ok", Text((await EntriesAsync()).Single()));
        Assert.DoesNotContain("k-", await _shell.ReadAsync(Audit), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_sets_a_reference_is_noted()
    {
        await _shell.LinkAsync("../left", "pumps/left/Next");
        Assert.Equal("set /pumps/left/Next - ../left ok", Text((await EntriesAsync()).Single()));
    }

    [Theory]
    [InlineData("Faster", "5\n", "call /pumps/left/Faster - 5 ok")]
    [InlineData("Faster", "abc\n", "call /pumps/left/Faster - abc EINVAL")]
    [InlineData("Unlock", "open sesame\n", "call /pumps/left/Unlock - - EINVAL")]
    [InlineData(".json", "{\"Speed\": 20}", "set /pumps/left/.json - {\"Speed\": 20} ok")]
    [InlineData(".json", "{\"ApiKey\": \"k-456\"}", "set /pumps/left/.json - - ok")]
    [InlineData("Levels/+", "4\n", "add /pumps/left/Levels/+ - 4 ok")]
    [InlineData("Levels/+", "four\n", "add /pumps/left/Levels/+ - four EINVAL")]
    public async Task Every_call_and_every_change_of_many_is_noted(string name, string text, string expected)
    {
        await _shell.WriteAsync($"pumps/left/{name}", text);
        Assert.Equal(expected, Text((await EntriesAsync()).Single()));
    }

    [Theory]
    [InlineData("Marks/new", "add /pumps/left/Marks/new - - ok")]
    [InlineData("Numbers/7", "add /pumps/left/Numbers/7 - - ok")]
    [InlineData("Numbers/seven", "add /pumps/left/Numbers/seven - - EINVAL")]
    [InlineData("Counts/two", "add /pumps/left/Counts/two - 0 ok")]
    [InlineData("Levels/7", "add /pumps/left/Levels/7 - - EPERM")]
    public async Task What_is_added_by_its_name_alone_is_noted(string name, string expected)
    {
        await _shell.CreateAsync($"pumps/left/{name}");
        Assert.Equal(expected, Text((await EntriesAsync()).Single()));
    }

    [Theory]
    [InlineData("Label", "set /pumps/left/Label - - EFBIG")]
    [InlineData("Raw", "set /pumps/left/Raw - - EFBIG")]
    [InlineData("Levels/+", "add /pumps/left/Levels/+ - - EFBIG")]
    [InlineData("Faster", "call /pumps/left/Faster - - EFBIG")]
    public async Task What_is_too_long_to_be_taken_is_noted_as_refused(string name, string expected)
    {
        Failure refused = await _shell.WriteAsync($"pumps/left/{name}", new string('1', (64 << 20) + 1));
        Assert.Equal((Errno.EFBIG, expected), (refused.Errno, Text((await EntriesAsync()).Single())));
    }

    [Fact]
    public async Task What_is_there_already_is_not_noted_as_added()
    {
        await _shell.CreateAsync("pumps/left/Marks/old");
        await _shell.CreateAsync("pumps/left/Counts/one");
        Assert.Empty(await EntriesAsync());
    }

    [Fact]
    public async Task What_goes_is_noted()
    {
        await _shell.RemoveAsync("pumps/left/Counts/one");
        await _shell.RemoveAsync("pumps/left/Counts/none");
        Assert.Equal(["remove /pumps/left/Counts/one - - ok", "remove /pumps/left/Counts/none - - ENOENT"], (await EntriesAsync()).Select(Text));
    }

    [Fact]
    public async Task What_is_made_and_removed_is_noted()
    {
        Hose first = new() { Name = "first" };
        _registry.Register(first);
        await _shell.MakeDirectoryAsync("Hose/second");
        await _shell.RemoveDirectoryAsync("Hose/first");
        Assert.Equal(["make /Hose/second - - ok", "remove /Hose/first - - EPERM"], (await EntriesAsync()).Select(Text));
    }

    [Fact]
    public async Task A_commit_is_noted_with_each_of_its_values()
    {
        await _shell.MakeDirectoryAsync(".objectfs/tx/fix");
        await _shell.WriteAsync(".objectfs/tx/fix/pumps/left/Speed", "20");
        Assert.Equal("", await _shell.ReadAsync(Audit));
        await _shell.WriteAsync(".objectfs/tx/fix/ctl", "commit");
        Assert.Equal(["set /pumps/left/Speed 10 20 ok", "commit /.objectfs/tx/fix - 1 value ok"], (await EntriesAsync()).Select(Text));
    }

    [Fact]
    public async Task What_tells_of_others_is_for_the_owner_alone()
    {
        Assert.Equal((0x100, 0x100), ((await _shell.StatAsync(Audit)).Mode, (await _shell.StatAsync(".objectfs/log")).Mode));
        Assert.Equal((0x1C0, 0x1C0), ((await _shell.StatAsync(".objectfs/tx")).Mode, (await _shell.StatAsync(".objectfs/snap")).Mode));
        Assert.Equal(Errno.EACCES, (await _shell.WriteAsync(Audit, "x")).Errno);
    }

    [Fact]
    public async Task The_root_lists_one_name_more_and_nothing_can_be_made_beside_it()
    {
        Assert.Equal([".objectfs", "pumps"], await _shell.ListAsync(""));
        Assert.Equal(["version", "pid", "stats", "log", "audit", "tx", "snap"], await _shell.ListAsync(".objectfs"));
        Assert.Equal($"{Environment.ProcessId}\n", await _shell.ReadAsync(".objectfs/pid"));
        Assert.Matches("^[0-9]+\\.[0-9]+\\.[0-9]+.*\n$", await _shell.ReadAsync(".objectfs/version"));
        Assert.Equal(Errno.EPERM, (await _shell.MakeDirectoryAsync("new")).Errno);
        Assert.Equal(Errno.EPERM, (await _shell.MakeDirectoryAsync(".objectfs/new")).Errno);
    }

    [Fact]
    public async Task Statistics_are_objects_in_their_place_until_they_are_taken_back()
    {
        var (first, second) = (new Pump(), new Pump());
        using (_registry.ShowStatistics(first, "fuse"))
        using (_registry.ShowStatistics(second, "fuse"))
        {
            Assert.Equal(["fuse", "fuse~2"], await _shell.ListAsync(".objectfs/stats"));
            Assert.Equal("10\n", await _shell.ReadAsync(".objectfs/stats/fuse/Speed"));
            _pump.Next = first;
            Assert.Equal("../../.objectfs/stats/fuse", await _shell.ReadLinkAsync("pumps/left/Next"));
            Assert.Equal(["pumps", ".objectfs"], (await _shell.ListAsync("")).Order(StringComparer.Ordinal).Reverse());
        }

        Assert.Equal([], await _shell.ListAsync(".objectfs/stats"));
    }

    [Fact]
    public async Task Writers_at_once_are_each_noted_in_a_line_of_their_own()
    {
        await Parallel.ForAsync(0, 8, async (i, _) =>
        {
            for (var n = 0; n < 200; n++)
                await _shell.WriteAsync("pumps/left/Speed", $"{i}\n");
        });
        var entries = await EntriesAsync();
        Assert.Equal(1600, entries.Count);
        Assert.All(Enumerable.Range(0, 8), i => Assert.Equal(200, entries.Count(entry => entry.GetProperty("new").GetString() == $"{i}")));
    }

    [Fact]
    public async Task What_is_said_is_a_line_of_the_log()
    {
        _registry.WriteLog("Warning", "ObjectFs.Fuse", "two\nlines");
        Assert.Matches("^[0-9T:.-]+Z Warning ObjectFs.Fuse: two \\| lines\n$", await _shell.ReadAsync(".objectfs/log"));
    }

    private async Task<List<JsonElement>> EntriesAsync() =>
        [.. (await _shell.ReadAsync(Audit)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement)];

    private static string Text(JsonElement entry) => string.Join(' ', new[] { "what", "path", "old", "new", "outcome" }.Select(name =>
        !entry.TryGetProperty(name, out var value) ? "-" : value.ValueKind == JsonValueKind.Null ? "null" : value.GetString()));
}
