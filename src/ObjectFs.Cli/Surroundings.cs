using ObjectFs.Cli.Output;
using ObjectFs.Cli.Targets;

namespace ObjectFs.Cli;

/// <summary>All that a command touches outside itself: the programs to talk to, and the three standard streams.</summary>
internal sealed class Surroundings
{
    public required ITargets Targets { get; init; }

    public required Terminal Output { get; init; }

    public required Terminal Error { get; init; }

    public required Stream Input { get; init; }

    /// <summary>Whether somebody would have to type what is read from <see cref="Input"/>.</summary>
    public bool InputIsTerminal { get; init; }

    /// <summary>Those of this process.</summary>
    public static Surroundings OfProcess() => new()
    {
        Targets = new SocketTargets(SocketDirectories.OfThisUser()),
        Output = Terminal.StandardOutput(),
        Error = Terminal.StandardError(),
        Input = Console.OpenStandardInput(),
        InputIsTerminal = !Console.IsInputRedirected,
    };
}
