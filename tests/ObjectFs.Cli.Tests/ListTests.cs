using System.Text.Json;
using ObjectFs.Cli.Tests.Fakes;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Tests;

public sealed class ListTests
{
    private readonly MemoryTargets _targets = MemoryTargets.Of("Hello", Trees.Players());

    [Fact]
    public async Task A_directory_is_a_name_a_line() => Assert.Equal(new Outcome(0, "Friend\nHealth\nName\n", ""), await Tool.RunAsync(_targets, "ls", "Hello/Player/1"));

    [Fact]
    public async Task The_target_alone_is_the_root() => Assert.Equal("Player\n", (await Tool.RunAsync(_targets, "ls", "Hello")).Output);

    [Fact]
    public async Task With_a_target_given_the_root_needs_no_name() => Assert.Equal("Player\n", (await Tool.RunAsync(_targets, "ls", "-t", "Hello")).Output);

    [Fact]
    public async Task Names_with_a_dot_come_when_asked_for() => Assert.Contains(".json\n", (await Tool.RunAsync(_targets, "ls", "-a", "Hello/Player/1")).Output, StringComparison.Ordinal);

    [Fact]
    public async Task A_link_on_the_way_is_followed() => Assert.Equal("Name\n", (await Tool.RunAsync(_targets, "ls", "Hello/Player/1/Friend")).Output);

    [Fact]
    public async Task The_long_format_shows_mode_size_time_and_link()
    {
        var lines = (await Tool.RunAsync(_targets, "ls", "-l", "Hello/Player/1")).Output.Split('\n');
        Assert.Matches("^lrwxrwxrwx 4 [0-9-]{10} [0-9:]{5} Friend -> ../2$", lines[0]);
        Assert.Matches("^-rw-r--r-- 4 [0-9-]{10} [0-9:]{5} Health$", lines[1]);
        Assert.Matches("^-r--r--r-- 6 [0-9-]{10} [0-9:]{5} Name$", lines[2]);
    }

    [Fact]
    public async Task A_file_lists_itself() => Assert.Equal("Hello/Player/1/Name\n", (await Tool.RunAsync(_targets, "ls", "Hello/Player/1/Name")).Output);

    [Fact]
    public async Task A_terminal_gets_columns()
    {
        var outcome = await Tool.RunAsync(_targets, isTerminal: true, "", ["ls", "Hello/Player/1"]);
        Assert.Equal("Friend  Health  Name\n", outcome.Output);
    }

    [Fact]
    public async Task A_terminal_gets_control_characters_escaped()
    {
        var root = MemoryDirectory.CreateRoot();
        root.AddFile("a\e[31mb\n");
        var targets = MemoryTargets.Of("Hello", root);
        Assert.Equal("a\\e[31mb\\n\n", (await Tool.RunAsync(targets, isTerminal: true, "", ["ls", "Hello"])).Output);
        Assert.Equal("a\e[31mb\n\n", (await Tool.RunAsync(targets, "ls", "Hello")).Output);
    }

    [Fact]
    public async Task A_script_gets_json()
    {
        using var document = JsonDocument.Parse((await Tool.RunAsync(_targets, "ls", "-l", "--json", "Hello/Player/1")).Output);
        var friend = document.RootElement[0];
        Assert.Equal("symlink", friend.GetProperty("kind").GetString());
        Assert.Equal("../2", friend.GetProperty("target").GetString());
        Assert.Equal("0644", document.RootElement[1].GetProperty("mode").GetString());
        Assert.Equal("Hello/Player/1/Health", document.RootElement[1].GetProperty("path").GetString());
    }

    [Fact]
    public async Task What_is_not_there_is_a_sentence_and_1()
    {
        var outcome = await Tool.RunAsync(_targets, "ls", "Hello/Player/9");
        Assert.Equal(new Outcome(ExitCode.Refused, "", "objectfs: Hello/Player/9: No such file or directory. 'objectfs ls Hello/Player' shows what is there.\n"), outcome);
    }

    [Fact]
    public async Task One_that_fails_does_not_keep_the_others_from_being_listed()
    {
        var outcome = await Tool.RunAsync(_targets, "ls", "Hello/Player/9", "Hello/Player/2");
        Assert.Equal((ExitCode.Refused, "Hello/Player/2:\nName\n"), (outcome.ExitCode, outcome.Output));
    }

    [Fact]
    public async Task A_program_that_does_not_answer_is_a_sentence_and_3()
    {
        var outcome = await Tool.RunAsync(_targets, "ls", "-t", "/no/such.9p");
        Assert.Equal(new Outcome(ExitCode.Unreachable, "", "objectfs: Nobody answers at /no/such.9p.\n"), outcome);
    }

    [Fact]
    public async Task A_link_out_of_the_tree_is_not_followed()
    {
        var root = MemoryDirectory.CreateRoot();
        root.AddSymlink("out", "/etc");
        var outcome = await Tool.RunAsync(MemoryTargets.Of("Hello", root), "ls", "Hello/out");
        Assert.Equal((ExitCode.Refused, "objectfs: Hello/out: 'out' is a link that leads out of the tree, to /etc.\n"), (outcome.ExitCode, outcome.Error));
    }

    [Fact]
    public async Task Links_in_a_circle_are_refused()
    {
        var root = MemoryDirectory.CreateRoot();
        root.AddSymlink("a", "b");
        root.AddSymlink("b", "a");
        Assert.Equal(ExitCode.Refused, (await Tool.RunAsync(MemoryTargets.Of("Hello", root), "ls", "Hello/a")).ExitCode);
    }

    [Fact]
    public async Task Two_dots_never_lead_above_the_root() => Assert.Equal("Player\n", (await Tool.RunAsync(_targets, "ls", "Hello/Player/../../..")).Output);

    [Fact]
    public async Task Names_that_no_directory_can_hold_are_left_out()
    {
        var file = new RefusingFile(2, null);
        var root = new FixedDirectory(("../evil", file), ("..", file), ("good", file));
        Assert.Equal("good\n", (await Tool.RunAsync(MemoryTargets.Of("Hello", root), "ls", "-a", "Hello")).Output);
    }
}
