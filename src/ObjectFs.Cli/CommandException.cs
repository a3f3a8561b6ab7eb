using ObjectFs.Cli.Output;
using ObjectFs.Tree;

namespace ObjectFs.Cli;

/// <summary>Why a command ends early: the sentence that the person reads, with what to do, and the exit code that the script reads.</summary>
internal sealed class CommandException : Exception
{
    private CommandException(int exitCode, string message)
        : base(message)
    {
        ExitCode = exitCode;
    }

    public int ExitCode { get; }

    /// <summary>The tree refused.</summary>
    /// <param name="path">What was asked for, as the person wrote it.</param>
    /// <param name="failure">What the tree said.</param>
    public static CommandException Refused(string path, Failure failure) => new(Cli.ExitCode.Refused, Sentences.Of(path, failure));

    /// <summary>It cannot be done, for a reason of this side's.</summary>
    public static CommandException Refused(string sentence) => new(Cli.ExitCode.Refused, sentence);

    /// <summary>The command line makes no sense.</summary>
    public static CommandException Usage(string sentence) => new(Cli.ExitCode.Usage, sentence);

    /// <summary>There is no such program, or it does not answer.</summary>
    public static CommandException Unreachable(string sentence) => new(Cli.ExitCode.Unreachable, sentence);
}
