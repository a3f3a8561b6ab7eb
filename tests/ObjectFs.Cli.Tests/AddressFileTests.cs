using ObjectFs.NineP;

namespace ObjectFs.Cli.Tests;

/// <summary>Programs that listen at a TCP port for their own user, as they do on Windows by default: found by the file that they leave.</summary>
public sealed class AddressFileTests : IDisposable
{
    private readonly Scratch _runtime = new();
    private readonly string _name = Served.NewName();

    public AddressFileTests()
    {
        if (!OperatingSystem.IsWindows())
            Directory.CreateDirectory(_runtime["objectfs"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose() => _runtime.Dispose();

    [Fact]
    public async Task A_program_is_in_ps_with_its_address_and_reached_by_name_process_id_and_address()
    {
        await using var program = await Served.StartAsync(_name, 12, Trees.Players(), new() { Address = NinePAddress.Tcp("127.0.0.1", 0), AddressFile = At(12) });
        Assert.Contains(
            (await Child.RunAsync(_runtime, "ps")).Output.Split('\n'),
            line => line.StartsWith(_name, StringComparison.Ordinal) && line.EndsWith($"alive  {program.Address}", StringComparison.Ordinal));
        foreach (var target in (string[])[_name, $"{_name}-12", program.Address])
            Assert.Equal(new Outcome(0, "alice\n", ""), await Child.RunAsync(_runtime, "cat", $"{target}/Player/1/Name"));
    }

    [Fact]
    public async Task Who_finds_no_file_is_told_that_there_is_a_secret()
    {
        await using var program = await Served.StartAsync(_name, 12, Trees.Players(), new() { Address = NinePAddress.Tcp("127.0.0.1", 0), AddressFile = _runtime["elsewhere"] });
        var outcome = await Child.RunAsync(_runtime, "cat", $"{program.Address}/Player/1/Name");
        Assert.Equal((ExitCode.Unreachable, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("Give the secret", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_killed_program_left_is_stale_and_named()
    {
        File.WriteAllText(At(34), $"tcp://127.0.0.1:1\n{new string('0', 64)}\n");
        Assert.Contains((await Child.RunAsync(_runtime, "ps")).Output.Split('\n'), line => line.EndsWith($"stale  {At(34)}", StringComparison.Ordinal));
        var outcome = await Child.RunAsync(_runtime, "ls", _name);
        Assert.Equal($"objectfs: {_name}-34 has ended and left its socket behind. Start it again, or remove {At(34)}.\n", outcome.Error);
    }

    [Fact]
    public async Task Another_who_listens_at_the_address_that_was_left_is_not_believed()
    {
        await using var other = await Served.StartAsync(_name, 56, Trees.Players(), new() { Address = NinePAddress.Tcp("127.0.0.1", 0), AllowAnonymous = true });
        File.WriteAllText(At(34), $"{other.Address}\n{new string('0', 64)}\n");
        var outcome = await Child.RunAsync(_runtime, "cat", $"{_name}/Player/1/Name");
        Assert.Equal((ExitCode.Unreachable, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("is not the server whose secret was given", outcome.Error, StringComparison.Ordinal);
    }

    private string At(int processId) => _runtime[$"objectfs/{_name}-{processId}.9p"];
}
