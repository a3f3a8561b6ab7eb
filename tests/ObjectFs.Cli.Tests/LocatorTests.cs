using ObjectFs.Cli.Targets;
using ObjectFs.Cli.Tests.Fakes;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Tests;

public sealed class LocatorTests
{
    private readonly MemoryTargets _targets = new MemoryTargets()
        .With("Hello", 12, MemoryDirectory.CreateRoot())
        .With("Helper", 34, MemoryDirectory.CreateRoot())
        .With("Old", 56, tree: null)
        .With("Files", 78, MemoryDirectory.CreateRoot(), ExportedProgram.Fuse);

    [Theory]
    [InlineData("Hello", 12)]
    [InlineData("Hello-12", 12)]
    [InlineData("34", 34)]
    [InlineData("Hell", 12)]
    [InlineData("Helper-3", 34)]
    public async Task A_program_is_found_by_name_process_id_or_unique_beginning(string text, int processId)
    {
        var target = await FindAsync(text);
        Assert.Equal(processId, target.Program?.ProcessId);
    }

    [Fact]
    public async Task A_name_hides_longer_names_that_begin_with_it()
    {
        _targets.With("Hello2", 90, MemoryDirectory.CreateRoot());
        Assert.Equal(12, (await FindAsync("Hello")).Program?.ProcessId);
    }

    [Fact]
    public async Task A_program_that_ended_does_not_stand_in_the_way_of_one_that_lives()
    {
        _targets.With("Old", 57, MemoryDirectory.CreateRoot());
        Assert.Equal(57, (await FindAsync("Old")).Program?.ProcessId);
    }

    [Fact]
    public async Task What_may_mean_two_programs_is_refused_with_both_names()
    {
        var exception = await Assert.ThrowsAsync<CommandException>(() => FindAsync("Hel"));
        Assert.Equal((ExitCode.Usage, "'Hel' could be Hello-12 or Helper-34. Write one of them, or a process id."), (exception.ExitCode, exception.Message));
    }

    [Fact]
    public async Task A_program_that_has_ended_is_said_to_have()
    {
        var exception = await Assert.ThrowsAsync<CommandException>(() => FindAsync("Old"));
        Assert.Equal((ExitCode.Unreachable, "Old-56 has ended and left its socket behind. Start it again, or remove /sockets/Old-56.9p."), (exception.ExitCode, exception.Message));
    }

    [Fact]
    public async Task A_program_that_is_only_mounted_is_said_to_be()
    {
        var exception = await Assert.ThrowsAsync<CommandException>(() => FindAsync("Files"));
        Assert.StartsWith("Files-78 exports as files only, at /sockets/Files-78.9p.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_program_is_named_rather_than_guessed()
    {
        var exception = await Assert.ThrowsAsync<CommandException>(() => Locator.FindAsync(MemoryTargets.Of("Hello", MemoryDirectory.CreateRoot()), "Player", default));
        Assert.Equal("No program 'Player' exports here, only Hello-1. A path begins with the program: Hello-1/Player.", exception.Message);
    }

    [Theory]
    [InlineData("/run/s.9p")]
    [InlineData("tcp://host:1")]
    public async Task An_address_is_taken_as_it_is(string address) => Assert.Equal(new Target(address, null), await FindAsync(address));

    private Task<Target> FindAsync(string text) => Locator.FindAsync(_targets, text, TestContext.Current.CancellationToken);
}
