using ObjectFs.Cli.Tests.Fakes;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Tests;

public sealed class CopyTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly MemoryTargets _targets = MemoryTargets.Of("Hello", Trees.Players()).With("Other", 2, Trees.Players());

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_file_is_copied_to_this_machine()
    {
        Assert.Equal(new Outcome(0, "", ""), await Tool.RunAsync(_targets, "cp", "Hello/Player/1/Name", _scratch["name"]));
        Assert.Equal("alice\n", File.ReadAllText(_scratch["name"]));
    }

    [Fact]
    public async Task A_file_is_copied_into_a_directory_under_its_name()
    {
        await Tool.RunAsync(_targets, "cp", "Hello/Player/1/Name", "Hello/Player/1/Health", _scratch.Path);
        Assert.Equal("alice\n100\n", File.ReadAllText(_scratch["Name"]) + File.ReadAllText(_scratch["Health"]));
    }

    [Fact]
    public async Task A_file_is_copied_to_a_program()
    {
        File.WriteAllText(_scratch["health"], "55\n");
        Assert.Equal(0, (await Tool.RunAsync(_targets, "cp", _scratch["health"], "Hello/Player/1/Health")).ExitCode);
        Assert.Equal("55\n", (await Tool.RunAsync(_targets, "cat", "Hello/Player/1/Health")).Output);
    }

    [Fact]
    public async Task A_file_is_copied_from_one_program_to_another()
    {
        await Tool.RunAsync(_targets, "cp", "Hello/Player/2/Name", "Other/Player/1/Health");
        Assert.Equal("bob\n", (await Tool.RunAsync(_targets, "cat", "Other/Player/1/Health")).Output);
    }

    [Fact]
    public async Task A_directory_is_copied_whole_and_links_stay_links()
    {
        Assert.Equal(new Outcome(0, "", ""), await Tool.RunAsync(_targets, "cp", "-r", "Hello/Player", _scratch["copy"]));
        Assert.Equal("../2", new FileInfo(_scratch["copy/1/Friend"]).LinkTarget);
        Assert.Equal("bob\n", File.ReadAllText(_scratch["copy/1/Friend/Name"]));
        Assert.Equal("{}\n", File.ReadAllText(_scratch["copy/1/.json"]));
    }

    [Fact]
    public async Task The_root_of_a_program_is_copied_under_the_programs_name()
    {
        await Tool.RunAsync(_targets, "cp", "-r", "Hello", _scratch.Path);
        Assert.Equal("alice\n", File.ReadAllText(_scratch["Hello/Player/1/Name"]));
    }

    [Fact]
    public async Task What_was_copied_is_the_same()
    {
        await Tool.RunAsync(_targets, "cp", "-r", "Hello/Player", _scratch["copy"]);
        Assert.Equal(new Outcome(0, "", ""), await Tool.RunAsync(_targets, "diff", "-a", "Hello/Player", _scratch["copy"]));
    }

    [Fact]
    public async Task A_directory_needs_to_be_asked_for()
    {
        var outcome = await Tool.RunAsync(_targets, "cp", "Hello/Player", _scratch["copy"]);
        Assert.Equal(new Outcome(ExitCode.Refused, "", "objectfs: Hello/Player: It is a directory. 'objectfs cp -r' copies it whole.\n"), outcome);
    }

    [Fact]
    public async Task One_that_cannot_be_read_costs_itself_alone()
    {
        var root = new FixedDirectory(("bad", new RefusingFile(2, "bad: boom")), ("good", MemoryDirectory.CreateRoot().AddFile("x", "y"u8)));
        var outcome = await Tool.RunAsync(MemoryTargets.Of("Hello", root), "cp", "-r", "Hello", _scratch["copy"]);
        Assert.Equal(new Outcome(ExitCode.Refused, "", "objectfs: Hello/bad: boom\n"), outcome);
        Assert.Equal(["good"], Directory.GetFiles(_scratch["copy"]).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_name_that_leads_out_of_the_copy_is_left_out()
    {
        var root = new FixedDirectory(("../evil", MemoryDirectory.CreateRoot().AddFile("x", "y"u8)));
        await Tool.RunAsync(MemoryTargets.Of("Hello", root), "cp", "-r", "Hello", _scratch["copy"]);
        Assert.False(File.Exists(_scratch["evil"]));
    }

    [Fact]
    public async Task A_link_that_was_copied_is_not_written_through()
    {
        Directory.CreateDirectory(_scratch["copy"]);
        File.WriteAllText(_scratch["victim"], "precious");
        File.CreateSymbolicLink(_scratch["copy/x"], _scratch["victim"]);
        var root = new FixedDirectory(("x", MemoryDirectory.CreateRoot().AddFile("x", "y"u8)));
        Assert.Equal(ExitCode.Refused, (await Tool.RunAsync(MemoryTargets.Of("x", root), "cp", "x/x", _scratch["copy"])).ExitCode);
        Assert.Equal("precious", File.ReadAllText(_scratch["victim"]));
    }

    [Fact]
    public async Task A_directory_is_not_copied_into_itself() =>
        Assert.Equal((ExitCode.Refused, "objectfs: Hello/Player cannot be copied into itself.\n"), Ended(await Tool.RunAsync(_targets, "cp", "-r", "Hello/Player", "Hello/Player/2")));

    [Fact]
    public async Task Two_files_of_this_machine_are_left_to_cp() =>
        Assert.Equal((ExitCode.Usage, "objectfs: All of them are files of this machine: use cp.\n"), Ended(await Tool.RunAsync(_targets, "cp", "./a", "./b")));

    [Fact]
    public async Task A_file_that_looks_like_a_program_is_pointed_out()
    {
        var name = Path.GetFileName(Directory.GetFiles(".")[0]);
        var outcome = await Tool.RunAsync(_targets, "cp", name, "Hello/Player/2");
        Assert.Equal(ExitCode.Unreachable, outcome.ExitCode);
        Assert.EndsWith($"The file of this machine is written ./{name}.\n", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_that_looks_like_a_program_is_pointed_out_before_anything_is_there()
    {
        var outcome = await Tool.RunAsync(_targets, "cp", "Hello/Player/1/Name", "copied");
        Assert.Equal(ExitCode.Unreachable, outcome.ExitCode);
        Assert.EndsWith(" A file of this machine is written ./copied.\n", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_file_is_copied_too()
    {
        File.WriteAllText(_scratch["empty"], "");
        await Tool.RunAsync(_targets, "cp", _scratch["empty"], "Hello/Player/2");
        Assert.Equal(new Outcome(0, "", ""), await Tool.RunAsync(_targets, "cat", "Hello/Player/2/empty"));
    }

    private static (int ExitCode, string Error) Ended(Outcome outcome) => (outcome.ExitCode, outcome.Error);
}
