using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using ObjectFs.Cli.Commands;
using ObjectFs.Cli.Output;
using ObjectFs.Tree;

namespace ObjectFs.Cli;

/// <summary>The whole command: parses, runs, and turns every end into a sentence and an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command line.</summary>
    /// <returns>See <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Surroundings surroundings, CancellationToken cancellationToken)
    {
        try
        {
            var parsed = Describe(surroundings).Parse(arguments);
            if (parsed.Action is ParseErrorAction)
                throw CommandException.Usage($"{Sentence(parsed)} '{Help(parsed)}' shows what can be written.");

            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = surroundings.Output.Text,
                Error = surroundings.Error.Text,
            };
            var exitCode = await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
            return exitCode != ExitCode.Ok && cancellationToken.IsCancellationRequested ? ExitCode.Interrupted : exitCode;
        }
        catch (CommandException exception)
        {
            Complain(surroundings, exception.Message);
            return exception.ExitCode;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (IOException exception) when (exception.HResult == (int)Errno.EPIPE)
        {
            return ExitCode.BrokenPipe;
        }
        catch (Exception exception)
        {
            // the one place for what nobody foresaw: a sentence and an exit code all the same, not a stack trace on somebody's screen
            Complain(surroundings, $"{exception.Message} This is a mistake in objectfs itself ({exception.GetType().Name}).");
            return ExitCode.Refused;
        }
        finally
        {
            Flush(surroundings.Output);
            Flush(surroundings.Error);
        }
    }

    /// <summary>All commands.</summary>
    public static RootCommand Describe(Surroundings surroundings)
    {
        RootCommand root = new("Looks at and changes the live objects of running .NET programs.")
        {
            PsCommand.Create(surroundings),
            LsCommand.Create(surroundings),
            TreeCommand.Create(surroundings),
            CatCommand.Create(surroundings),
            SetCommand.Create(surroundings),
            CallCommand.Create(surroundings),
            CpCommand.Create(surroundings),
            DiffCommand.Create(surroundings),
            WatchCommand.Create(surroundings),
            TopCommand.Create(surroundings),
            MountCommand.Create(surroundings),
            ServeCommand.Create(surroundings),
            DoctorCommand.Create(surroundings),
            CompletionCommand.Create(surroundings),
        };
        root.Options.OfType<VersionOption>().Single().Action = new VersionAction(surroundings);
        return root;
    }

    private static void Flush(Terminal terminal)
    {
        try
        {
            terminal.Text.Flush();
        }
        catch (IOException)
        {
            // nobody reads it any more
        }
    }

    private static void Complain(Surroundings surroundings, string sentence)
    {
        Flush(surroundings.Output);
        surroundings.Error.WriteLine($"objectfs: {Printable.Line(sentence)}", Tone.Bad);
    }

    private static string Sentence(ParseResult parsed) => parsed switch
    {
        { CommandResult.Command: RootCommand root, UnmatchedTokens: [var word, ..] } => Unknown(word, Commands(root)),
        { Tokens: [{ Type: TokenType.Argument, Value: ['-', ..] early }, ..], CommandResult.Command: var command } when parsed.CommandResult.Parent is not null =>
            $"Options come after the command: 'objectfs {command.Name} {early} …'.",
        { CommandResult.Command: RootCommand root } => $"A command is missing. They are {string.Join(", ", Commands(root))}.",
        { Errors: [var first, ..] } => $"{first.Message.TrimEnd('.')}.",
        _ => "That makes no sense.",
    };

    private static string Unknown(string word, IReadOnlyList<string> commands)
    {
        var meant = Spelling.Nearest(word, commands);
        return $"There is no {(word.StartsWith('-') ? "option" : "command")} '{word}'. "
            + (meant.Count > 0 ? $"Did you mean {string.Join(" or ", meant.Select(static each => $"'{each}'"))}?" : $"The commands are {string.Join(", ", commands)}.");
    }

    private static List<string> Commands(RootCommand root) => [.. root.Subcommands.Select(static command => command.Name)];

    private static string Help(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "objectfs --help" : $"objectfs {parsed.CommandResult.Command.Name} --help";
}
