using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using ObjectFs.Cli.Tests.Fakes;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Tests;

public sealed class CallTests : IDisposable
{
    private readonly Scratch _runtime = new();
    private readonly Player _player = new();
    private readonly ObjectRegistry _registry = new();

    public CallTests()
    {
        _registry.Export(_player, "Player/1");
    }

    [SuppressMessage("Performance", "CA1822", Justification = "Methods of objects are what is tested.")]
    private sealed class Player
    {
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Health => 5;

        [Export, Description("Gives health back.")]
        public int Heal(int amount, bool full = false) => full ? 100 : amount;

        [Export]
        public string Echo(string text) => text;

        [Export]
        public int[] Numbers() => [1, 2];

        [Export]
        public void Fail() => throw new KeyNotFoundException("no such thing");

        [Export]
        public async Task Wait(CancellationToken cancellationToken)
        {
            Begun.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                Cancelled.SetResult();
            }
        }
    }

    public void Dispose() => _runtime.Dispose();

    [Theory]
    [InlineData("25\n", "Heal", "25")]
    [InlineData("100\n", "Heal", "25", "--full")]
    [InlineData("-5\n", "Heal", "-5")]
    [InlineData("7\n", "Heal", "amount=7")]
    [InlineData(" a\n'\"b\n", "Echo", " a\n'\"b")]
    [InlineData("\n", "Echo", "")]
    [InlineData("--json\n", "Echo", "--", "--", "--json")]
    [InlineData("[1,2]\n", "Numbers")]
    [InlineData("{\n  \"result\": 25\n}\n", "Heal", "25", "--json")]
    [InlineData("{\n  \"result\": \"a b\"\n}\n", "Echo", "a b", "--json")]
    public async Task A_method_is_called_and_its_answer_printed(string answer, string method, params string[] arguments) =>
        Assert.Equal(new Outcome(0, answer, ""), await Tool.RunAsync(MemoryTargets.Of("Hello", _registry.Root), ["call", $"Hello/Player/1/{method}", .. arguments]));

    [Theory]
    [InlineData("objectfs: Hello/Player/1/Heal: amount is missing: a whole number between -2147483648 and 2147483647\nusage: Heal <amount> [--full]\n", "Heal")]
    [InlineData("objectfs: Hello/Player/1/Fail: KeyNotFoundException: no such thing\n", "Fail")]
    [InlineData("objectfs: Hello/Player/1/Nothing: No such file or directory. 'objectfs ls Hello/Player/1' shows what is there.\n", "Nothing")]
    [InlineData("objectfs: Hello/Player/1/Health is no method: 'objectfs ls' shows what is there, and '.type' beside it what can be called.\n", "Health")]
    public async Task A_refusal_is_a_sentence_and_1(string error, string method) =>
        Assert.Equal(new Outcome(ExitCode.Refused, "", error), await Tool.RunAsync(MemoryTargets.Of("Hello", _registry.Root), "call", $"Hello/Player/1/{method}"));

    [Fact]
    public async Task A_refusal_is_json_where_that_is_asked_for()
    {
        var outcome = await Tool.RunAsync(MemoryTargets.Of("Hello", _registry.Root), "call", "--json", "Hello/Player/1/Fail");
        Assert.Equal(new Outcome(ExitCode.Refused, "{\n  \"result\": null,\n  \"errno\": \"ENOENT\",\n  \"error\": \"Fail: KeyNotFoundException: no such thing\"\n}\n", ""), outcome);
    }

    [Fact]
    public async Task Help_comes_from_the_method()
    {
        var outcome = await Tool.RunAsync(MemoryTargets.Of("Hello", _registry.Root), "call", "Hello/Player/1/Heal", "--", "--help");
        Assert.StartsWith("usage: Heal <amount> [--full]\n\nGives health back.\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_is_called_through_its_socket()
    {
        var name = Served.NewName();
        await using var program = await Served.StartAsync(_runtime, name, _registry.Root);
        Assert.Equal(new Outcome(0, "100\n", ""), await Child.RunAsync(_runtime, "call", $"{name}/Player/1/Heal", "3", "--full"));
        var text = new string('x', 100_000);
        Assert.Equal(new Outcome(0, $"{text}\n", ""), await Child.RunAsync(_runtime, "call", $"{name}/Player/1/Echo", text));
        var refused = await Child.RunAsync(_runtime, "call", $"{name}/Player/1/Heal", "x");
        Assert.Equal(
            new Outcome(ExitCode.Refused, "", $"objectfs: {name}/Player/1/Heal: amount: 'x' is not a whole number between -2147483648 and 2147483647\nusage: Heal <amount> [--full]\n"), refused);
    }

    [Fact]
    public async Task Giving_up_cancels_the_method()
    {
        var name = Served.NewName();
        await using var program = await Served.StartAsync(_runtime, name, _registry.Root);
        using var child = new Child(_runtime, ["call", $"{name}/Player/1/Wait"]);
        await _player.Begun.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Interrupted, await child.InterruptAsync());
        await _player.Cancelled.Task.WaitAsync(TestContext.Current.CancellationToken);
    }
}
