using System.CommandLine;
using System.Globalization;
using ObjectFs.Cli.Output;
using ObjectFs.Cli.Targets;
using Spectre.Console;

namespace ObjectFs.Cli.Commands;

/// <summary><c>objectfs ps</c>: the programs that export here.</summary>
internal static class PsCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var json = Parts.Json();
        var command = new Command("ps", "The programs that export here.") { json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var programs = await surroundings.Targets.ListAsync(cancellationToken).ConfigureAwait(false);
            if (parsed.GetValue(json))
                WriteJson(surroundings.Output, programs);
            else if (programs.Count == 0)
                surroundings.Error.WriteLine("No program exports here. Start one with OBJECTFS_PROTO=9p.");
            else
                WriteTable(surroundings.Output, programs);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void WriteTable(Terminal terminal, IReadOnlyList<ExportedProgram> programs)
    {
        var rows = programs.Select(program => Row(program).Select(cell => Printable.Line(cell)).ToArray()).Prepend(["NAME", "PID", "USER", "VIA", "STATE", "ADDRESS"]).ToList();
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].GetCellWidth())).ToArray();
        for (var i = 0; i < rows.Count; i++)
        {
            for (var column = 0; column < widths.Length - 1; column++)
                terminal.Write(Pad(rows[i][column], widths[column], right: column == 1), i == 0 ? Tone.Faint : ToneOf(programs[i - 1], column));
            terminal.WriteLine(rows[i][^1], i == 0 ? Tone.Faint : Tone.Plain);
        }
    }

    private static string[] Row(ExportedProgram program) =>
    [
        program.Name,
        program.ProcessId == 0 ? "-" : program.ProcessId.ToString(CultureInfo.InvariantCulture),
        program.UserId is { } user ? Users.NameOf(user) : "-",
        program.Gateway,
        State(program),
        program.Address,
    ];

    private static Tone ToneOf(ExportedProgram program, int column) => column != 4 ? Tone.Plain : program.IsAlive ? Tone.Good : Tone.Faint;

    private static string State(ExportedProgram program) => program.IsAlive ? "alive" : "stale";

    private static string Pad(string cell, int width, bool right)
    {
        var blanks = new string(' ', width - cell.GetCellWidth());
        return right ? $"{blanks}{cell}  " : $"{cell}{blanks}  ";
    }

    private static void WriteJson(Terminal terminal, IReadOnlyList<ExportedProgram> programs) => Json.Write(terminal, writer =>
    {
        writer.WriteStartArray();
        foreach (var program in programs)
        {
            writer.WriteStartObject();
            writer.WriteString("name", program.Name);
            if (program.ProcessId != 0)
                writer.WriteNumber("pid", program.ProcessId);
            if (program.UserId is { } user)
            {
                writer.WriteNumber("uid", user);
                writer.WriteString("user", Users.NameOf(user));
            }

            writer.WriteString("via", program.Gateway);
            writer.WriteString("state", State(program));
            writer.WriteString("address", program.Address);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
