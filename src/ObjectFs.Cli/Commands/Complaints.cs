using ObjectFs.Cli.Output;

namespace ObjectFs.Cli.Commands;

/// <summary>What went wrong with one of several things, while the command goes on with the others. Not thread-safe.</summary>
internal sealed class Complaints(Surroundings surroundings)
{
    /// <summary>How the command ends.</summary>
    public int ExitCode { get; private set; } = Cli.ExitCode.Ok;

    /// <summary>Says a sentence, and ends the command with an exit code not below this one.</summary>
    public void Say(CommandException exception)
    {
        surroundings.Output.Text.Flush();
        surroundings.Error.WriteLine($"objectfs: {Printable.Line(exception.Message)}", Tone.Bad);
        ExitCode = Math.Max(ExitCode, exception.ExitCode);
    }

    /// <summary>Runs one thing; its failure is said, and the rest goes on.</summary>
    public async Task TryAsync(Func<Task> action)
    {
        try
        {
            await action().ConfigureAwait(false);
        }
        catch (CommandException exception)
        {
            Say(exception);
        }
    }
}
