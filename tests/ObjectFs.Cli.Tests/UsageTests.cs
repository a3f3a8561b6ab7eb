using System.Text.Json;
using ObjectFs.Cli.Output;
using ObjectFs.Cli.Tests.Fakes;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Tests;

public sealed class UsageTests
{
    private readonly MemoryTargets _targets = MemoryTargets.Of("Hello", Trees.Players());

    [Theory]
    [InlineData]
    [InlineData("nonsense")]
    [InlineData("ls")]
    [InlineData("ls", "--nonsense", "Hello")]
    [InlineData("cp", "Hello")]
    [InlineData("completion", "tcsh")]
    public async Task A_command_line_without_sense_is_one_sentence_and_2(params string[] arguments)
    {
        var outcome = await Tool.RunAsync(_targets, arguments);
        Assert.Equal((ExitCode.Usage, ""), (outcome.ExitCode, outcome.Output));
        Assert.Matches("^objectfs: [^\n]+\n$", outcome.Error);
    }

    [Fact]
    public async Task The_version_stands_above_what_the_licence_of_WinFsp_asks_to_be_shown()
    {
        var outcome = await Tool.RunAsync(_targets, "--version");
        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        Assert.Matches(@"^\d+\.\d+[^\n]*\nOn Windows it mounts through WinFsp - Windows File System Proxy, Copyright \(C\) Bill Zissimopoulos, https://github\.com/winfsp/winfsp\n$", outcome.Output);
    }

    [Theory]
    [InlineData("There is no command 'bogus'. The commands are ps, ls, tree, cat, set, call, cp, diff, watch, top, mount, serve, doctor, completion.", "bogus")]
    [InlineData("There is no command 'lss'. Did you mean 'ls'? '", "lss", "-l", "Hello")]
    [InlineData("There is no command 'Wacth'. Did you mean 'watch'? '", "Wacth")]
    [InlineData("There is no command 'cal'. Did you mean 'cat' or 'call'? '", "cal")]
    [InlineData("There is no command 'x'. The commands are ps, ls,", "x")]
    [InlineData("Options come after the command: 'objectfs ls -t …'. 'objectfs ls --help'", "-t", "Hello", "ls")]
    [InlineData("A command is missing. They are ps, ls,")]
    [InlineData("There is no option '--bogus'. The commands are ps, ls,", "--bogus")]
    public async Task A_command_that_is_none_is_named_beside_what_was_perhaps_meant(string sentence, params string[] arguments)
    {
        var outcome = await Tool.RunAsync(_targets, arguments);
        Assert.Equal((ExitCode.Usage, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith($"objectfs: {sentence}", outcome.Error, StringComparison.Ordinal);
        Assert.EndsWith("--help' shows what can be written.\n", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ps")]
    [InlineData("ls")]
    [InlineData("tree")]
    [InlineData("cat")]
    [InlineData("set")]
    [InlineData("cp")]
    [InlineData("diff")]
    [InlineData("mount")]
    [InlineData("serve")]
    [InlineData("doctor")]
    [InlineData("completion")]
    public async Task Every_command_has_help(string command)
    {
        var outcome = await Tool.RunAsync(_targets, command, "--help");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains($"objectfs {command}", outcome.Output.Replace("ObjectFs.Cli.Tests", "objectfs", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ps_is_a_table_of_programs()
    {
        var targets = new MemoryTargets().With("Hello", 12, MemoryDirectory.CreateRoot()).With("Old", 3456, tree: null);
        var lines = (await Tool.RunAsync(targets, "ps")).Output.Split('\n');
        Assert.Equal("NAME    PID  USER  VIA  STATE  ADDRESS", lines[0]);
        Assert.Equal("Hello    12  root  9p   alive  /sockets/Hello-12.9p", lines[1]);
        Assert.Equal("Old    3456  root  9p   stale  /sockets/Old-3456.9p", lines[2]);
    }

    [Fact]
    public async Task Ps_is_json_for_a_script()
    {
        using var document = JsonDocument.Parse((await Tool.RunAsync(_targets, "ps", "--json")).Output);
        var one = document.RootElement[0];
        Assert.Equal(("Hello", 1, "alive"), (one.GetProperty("name").GetString(), one.GetProperty("pid").GetInt32(), one.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task The_doctor_has_a_remedy_for_whatever_is_missing()
    {
        using var document = JsonDocument.Parse((await Tool.RunAsync(_targets, "doctor", "--json")).Output);
        Assert.Contains(document.RootElement.EnumerateArray(), static check => check.GetProperty("check").GetString() == "/dev/fuse");
        Assert.All(document.RootElement.EnumerateArray(), static check => Assert.Equal(check.GetProperty("ok").GetBoolean(), !check.TryGetProperty("remedy", out _)));
    }

    [Fact]
    public async Task The_doctor_says_ok_or_missing_on_each_line()
    {
        var lines = (await Tool.RunAsync(_targets, "doctor")).Output.TrimEnd('\n').Split('\n');
        Assert.All(lines, static line => Assert.Matches("^(ok |missing |  )", line));
    }

    [Theory]
    [InlineData("objectfs l", "ls")]
    [InlineData("objectfs ls H", "Hello/")]
    [InlineData("objectfs ls Hello/Pl", "Hello/Player/")]
    [InlineData("objectfs cat Hello/Player/1/N", "Hello/Player/1/Name")]
    [InlineData("objectfs cat Hello/Player/1/.j", "Hello/Player/1/.json")]
    [InlineData("objectfs cat -t Hello Player/1/N", "Player/1/Name")]
    public async Task A_shell_can_complete_commands_programs_and_paths(string line, string expected)
    {
        var outcome = await Tool.RunAsync(_targets, $"[suggest:{line.Length}]", line);
        Assert.Contains(expected, outcome.Output.Split('\n'));
    }

    [Fact]
    public async Task Completion_of_a_program_that_is_not_there_is_empty_not_an_error()
    {
        var outcome = await Tool.RunAsync(_targets, "[suggest:18]", "objectfs ls Nope/x");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Output.Trim()));
    }

    [Fact]
    public async Task The_completion_script_is_one_that_bash_takes()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch["script"], (await Tool.RunAsync(_targets, "completion", "bash")).Output);
        using var bash = System.Diagnostics.Process.Start("bash", ["-n", scratch["script"]]);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, bash.ExitCode);
    }

    [Theory]
    [InlineData("plain ü 漢", "plain ü 漢")]
    [InlineData("a\tb\r\n\e\x01", "a\\tb\\r\\n\\e\\x01")]
    [InlineData("right\u202Eleft\u0085", "right\\u{202e}left\\u{85}")]
    public void What_would_play_with_a_terminal_is_escaped(string text, string expected) => Assert.Equal(expected, Printable.Line(text));
}
