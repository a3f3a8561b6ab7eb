using System.Text;
using ObjectFs.Cli.Output;
using ObjectFs.Cli.Targets;

namespace ObjectFs.Cli.Tests;

/// <summary>Runs the command within the test.</summary>
internal static class Tool
{
    public static Task<Outcome> RunAsync(ITargets targets, params string[] arguments) => RunAsync(targets, isTerminal: false, input: "", arguments);

    public static async Task<Outcome> RunAsync(ITargets targets, bool isTerminal, string input, string[] arguments)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var surroundings = new Surroundings
        {
            Targets = targets,
            Output = new Terminal(output, isTerminal, colour: false, width: 40),
            Error = new Terminal(error, isTerminal: false, colour: false, width: 80),
            Input = new MemoryStream(Encoding.UTF8.GetBytes(input)),
        };
        var exitCode = await CommandLine.RunAsync(arguments, surroundings, TestContext.Current.CancellationToken);
        return new Outcome(exitCode, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }
}
