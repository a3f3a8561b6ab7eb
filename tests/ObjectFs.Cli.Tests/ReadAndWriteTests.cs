using System.Text;
using ObjectFs.Cli.Tests.Fakes;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Tests;

public sealed class ReadAndWriteTests
{
    private readonly MemoryDirectory _root = Trees.Players();
    private readonly MemoryTargets _targets;

    public ReadAndWriteTests()
    {
        _targets = MemoryTargets.Of("Hello", _root);
    }

    [Fact]
    public async Task Cat_prints_content_as_it_is() => Assert.Equal(new Outcome(0, "alice\nbob\n", ""), await Tool.RunAsync(_targets, "cat", "Hello/Player/1/Name", "Hello/Player/1/Friend/Name"));

    [Fact]
    public async Task Cat_of_something_long_prints_all_of_it()
    {
        _root.AddFile("long", Encoding.ASCII.GetBytes(new string('x', 1_000_000)));
        Assert.Equal(1_000_000, (await Tool.RunAsync(_targets, "cat", "Hello/long")).Output.Length);
    }

    [Fact]
    public async Task Cat_of_a_directory_is_refused()
    {
        var outcome = await Tool.RunAsync(_targets, "cat", "Hello/Player");
        Assert.Equal((ExitCode.Refused, "objectfs: Hello/Player: Is a directory. 'objectfs ls Hello/Player' shows what is in it.\n"), (outcome.ExitCode, outcome.Error));
    }

    [Theory]
    [InlineData("7\n", "set", "Hello/Player/1/Health", "7")]
    [InlineData("-7\n", "set", "Hello/Player/1/Health", "-7")]
    [InlineData("7", "set", "-n", "Hello/Player/1/Health", "7")]
    [InlineData("\n", "set", "Hello/Player/1/Health", "")]
    [InlineData("", "set", "--null", "Hello/Player/1/Health")]
    public async Task Set_writes_what_echo_would(string expected, params string[] arguments)
    {
        Assert.Equal(new Outcome(0, "", ""), await Tool.RunAsync(_targets, arguments));
        Assert.Equal(expected, (await Tool.RunAsync(_targets, "cat", "Hello/Player/1/Health")).Output);
    }

    [Fact]
    public async Task Set_without_a_value_writes_standard_input()
    {
        await Tool.RunAsync(_targets, isTerminal: false, "two\nlines", ["set", "Hello/Player/1/Health"]);
        Assert.Equal("two\nlines", (await Tool.RunAsync(_targets, "cat", "Hello/Player/1/Health")).Output);
    }

    [Fact]
    public async Task Set_makes_what_is_new_where_the_tree_lets_it()
    {
        Assert.Equal(0, (await Tool.RunAsync(_targets, "set", "Hello/Player/2/Title", "Dr")).ExitCode);
        Assert.Equal("Dr\n", (await Tool.RunAsync(_targets, "cat", "Hello/Player/2/Title")).Output);
    }

    [Fact]
    public async Task A_refusal_says_why_where_the_protocol_carried_only_its_number()
    {
        var root = new FixedDirectory(("Speed", new RefusingFile(2, "Speed: 'abc' is not a number between 0 and 120 (rpm)")));
        var outcome = await Tool.RunAsync(MemoryTargets.Of("Hello", root), "set", "Hello/Speed", "abc");
        Assert.Equal(new Outcome(ExitCode.Refused, "", "objectfs: Hello/Speed: 'abc' is not a number between 0 and 120 (rpm)\n"), outcome);
    }

    [Fact]
    public async Task A_refusal_without_a_sentence_says_what_its_number_means()
    {
        var root = new FixedDirectory(("Speed", new RefusingFile(2, null)));
        var outcome = await Tool.RunAsync(MemoryTargets.Of("Hello", root), "set", "Hello/Speed", "abc");
        Assert.Equal("objectfs: Hello/Speed: Invalid argument. The value is not one it can have.\n", outcome.Error);
    }

    [Fact]
    public async Task A_mistaken_name_is_not_found_where_nothing_can_be_made()
    {
        var outcome = await Tool.RunAsync(MemoryTargets.Of("Hello", new FixedDirectory()), "set", "Hello/Speeed", "1");
        Assert.Contains("No such file or directory", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_and_null_at_once_make_no_sense() =>
        Assert.Equal(ExitCode.Usage, (await Tool.RunAsync(_targets, "set", "--null", "Hello/Player/1/Health", "7")).ExitCode);
}
