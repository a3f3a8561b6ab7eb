using System.Text.Json;
using ObjectFs.Cli.Tests.Fakes;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Tests;

public sealed class CompareTests
{
    private readonly MemoryDirectory _other = Trees.Players();
    private readonly MemoryTargets _targets;

    public CompareTests()
    {
        _targets = MemoryTargets.Of("Hello", Trees.Players()).With("Other", 2, _other);
    }

    [Fact]
    public async Task What_is_the_same_says_nothing_and_ends_with_0() => Assert.Equal(new Outcome(0, "", ""), await Tool.RunAsync(_targets, "diff", "Hello", "Other"));

    [Fact]
    public async Task Values_links_and_names_that_differ_are_a_line_each_and_end_with_1()
    {
        await Tool.RunAsync(_targets, "set", "Other/Player/1/Health", "90");
        _other.AddFile("New", "n\n"u8);
        _other.AddDirectory("Empty");
        await Tool.RunAsync(_targets, "set", "Hello/Player/2/Title", "Dr");
        var outcome = await Tool.RunAsync(_targets, "diff", "Hello", "Other");
        Assert.Equal(new Outcome(ExitCode.Refused, "+ Empty\n+ New: n\n~ Player/1/Health: 100 -> 90\n- Player/2/Title: Dr\n", ""), outcome);
    }

    [Fact]
    public async Task Long_values_are_told_by_their_length()
    {
        await Tool.RunAsync(_targets, "set", "Other/Player/1/Health", "a\nb");
        Assert.Equal("~ Player/1/Health: 100 -> (4 bytes)\n", (await Tool.RunAsync(_targets, "diff", "Hello", "Other")).Output);
    }

    [Fact]
    public async Task A_file_and_a_directory_of_one_name_differ()
    {
        var outcome = await Tool.RunAsync(_targets, "diff", "Hello/Player/1/Name", "Hello/Player");
        Assert.Equal((ExitCode.Refused, "~ .: a file -> a directory\n"), (outcome.ExitCode, outcome.Output));
    }

    [Fact]
    public async Task Names_with_a_dot_count_when_asked_for()
    {
        await Tool.RunAsync(_targets, "set", "Other/Player/1/.json", "{1}");
        Assert.Equal(0, (await Tool.RunAsync(_targets, "diff", "Hello", "Other")).ExitCode);
        Assert.Equal(1, (await Tool.RunAsync(_targets, "diff", "-a", "Hello", "Other")).ExitCode);
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_and_ends_with_1()
    {
        var targets = MemoryTargets.Of("Hello", new FixedDirectory(("x", new RefusingFile(2, null))));
        Assert.Equal(ExitCode.Refused, (await Tool.RunAsync(targets, "diff", "Hello", "Hello")).ExitCode);
    }

    [Fact]
    public async Task A_script_gets_json()
    {
        await Tool.RunAsync(_targets, "set", "Other/Player/1/Health", "90");
        using var document = JsonDocument.Parse((await Tool.RunAsync(_targets, "diff", "--json", "Hello", "Other")).Output);
        var one = document.RootElement[0];
        Assert.Equal(
            ("Player/1/Health", "content", "100", "90"),
            (one.GetProperty("path").GetString(), one.GetProperty("difference").GetString(), one.GetProperty("first").GetString(), one.GetProperty("second").GetString()));
    }
}
