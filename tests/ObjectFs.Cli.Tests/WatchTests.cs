using System.Text.Json;
using ObjectFs.Cli.Tests.Fakes;
using ObjectFs.Cli.Watching;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Tests;

public sealed class WatchTests
{
    private readonly StreamFile _speeds = new(10);
    private readonly MemoryTargets _targets;

    public WatchTests()
    {
        var values = MemoryDirectory.CreateRoot();
        var speed = values.AddFile("Speed", "1\n"u8);
        var name = values.AddFile("Name", "north\n"u8);
        var motor = new FixedDirectory(("Speed", speed), ("Name", name), (".watch", new FixedDirectory(("Speed", _speeds), ("all", _speeds))));
        _targets = MemoryTargets.Of("Hello", new FixedDirectory(("Motor", motor)));
    }

    [Fact]
    public async Task Watch_prints_what_there_is_and_then_each_change()
    {
        _speeds.Send("2\n3"u8);
        _speeds.Send("0\n"u8);
        _speeds.End();
        Assert.Equal(new Outcome(0, "1\n2\n30\n", ""), await Tool.RunAsync(_targets, "watch", "Hello/Motor/Speed"));
    }

    [Fact]
    public async Task Watch_ends_after_as_many_changes_as_were_asked_for()
    {
        _speeds.Send("2\n3\n4\n"u8);
        Assert.Equal("1\n2\n3\n", (await Tool.RunAsync(_targets, "watch", "-n", "2", "Hello/Motor/Speed")).Output);
    }

    [Fact]
    public async Task Watch_for_a_script_is_a_line_of_JSON_each()
    {
        _speeds.Send("2\n"u8);
        _speeds.End();
        var outcome = await Tool.RunAsync(_targets, "watch", "--json", "Hello/Motor/Speed");
        var lines = outcome.Output.TrimEnd().Split('\n').Select(static line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal([1, 2], lines.Select(static line => line.GetProperty("value").GetInt32()));
        Assert.Equal("Hello/Motor/Speed", lines[0].GetProperty("path").GetString());
        Assert.True(lines[1].GetProperty("time").TryGetDateTimeOffset(out _));
    }

    [Fact]
    public async Task Several_are_told_apart_by_their_paths_and_a_directory_is_watched_whole()
    {
        _speeds.Send("{}\n"u8);
        var outcome = await Tool.RunAsync(_targets, "watch", "-n", "1", "Hello/Motor/Speed", "Hello/Motor");
        Assert.StartsWith("Hello/Motor/Speed: 1\nHello/Motor: \n", outcome.Output, StringComparison.Ordinal);
        Assert.Contains(": {}\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_terminal_the_last_value_and_a_sparkline_are_drawn()
    {
        _speeds.Send("9\n5\n"u8);
        _speeds.End();
        var outcome = await Tool.RunAsync(_targets, isTerminal: true, "", ["watch", "Hello/Motor/Speed"]);
        Assert.Contains("MEMBER", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(0, outcome.ExitCode);
    }

    [Fact]
    public async Task What_is_not_there_or_cannot_be_watched_is_refused_with_a_sentence()
    {
        var missing = await Tool.RunAsync(_targets, "watch", "Hello/Motor/Sped");
        Assert.Equal((ExitCode.Refused, true), (missing.ExitCode, missing.Error.Contains("No such file", StringComparison.Ordinal)));
        var silent = await Tool.RunAsync(_targets, "watch", "Hello/Motor/Name");
        Assert.Equal((ExitCode.Refused, true), (silent.ExitCode, silent.Error.Contains("cannot be watched", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_sparkline_goes_from_the_lowest_to_the_highest_of_the_last_numbers()
    {
        var line = new Sparkline();
        foreach (var value in new[] { "1", "text", "8", "4.5" })
            line.Add(value);
        Assert.Equal("▁█▄", line.ToString());
    }

    [Fact]
    public async Task Top_shows_the_plain_members_of_each_instance_once_where_nobody_looks()
    {
        var root = MemoryDirectory.CreateRoot();
        var players = root.AddDirectory("Player");
        players.AddDirectory("2").AddFile(".json", "{\"Name\":\"bob\",\"Health\":7,\"Tags\":[1],\"Friend\":{\"$ref\":\"/Player/10\"}}\n"u8);
        players.AddDirectory("10").AddFile(".json", "{\"Name\":\"alice\",\"Health\":100,\"Friend\":null}\n"u8);
        players.AddFile(".json", "[]\n"u8);
        var outcome = await Tool.RunAsync(MemoryTargets.Of("Hello", root), "top", "Hello/Player");
        Assert.Equal(new Outcome(0, "NAME  Name   Health  Friend\n2     bob    7       /Player/10\n10    alice  100\n", ""), outcome);
    }
}
