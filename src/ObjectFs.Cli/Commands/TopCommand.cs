using System.CommandLine;
using ObjectFs.Cli.Output;
using ObjectFs.Cli.Targets;
using ObjectFs.Cli.Walking;
using ObjectFs.Cli.Watching;
using Spectre.Console;

namespace ObjectFs.Cli.Commands;

/// <summary><c>objectfs top</c>: the instances of a type as a table, again and again on a terminal; once, plain, for anything else.</summary>
internal static class TopCommand
{
    private const double Usually = 1;

    public static Command Create(Surroundings surroundings)
    {
        var target = Parts.Target();
        var operand = Parts.Operand(surroundings, target, "TARGET/TYPE", "The directory of a type, or any that holds objects.");
        var interval = new Option<double>("--interval", "-d") { Description = "Seconds between two looks.", DefaultValueFactory = _ => Usually, HelpName = "SECONDS" };
        interval.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!double.TryParse(token.Value, System.Globalization.CultureInfo.InvariantCulture, out var seconds) || seconds is < 0.1 or > 3600))
                result.AddError("SECONDS is a number from 0.1 to 3600.");
        });
        var command = new Command("top", "The instances of a type, refreshed.") { operand, target, interval };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var text = parsed.GetValue(operand)!;
            var where = Targets.Operand.Parse(text, parsed.GetValue(target));
            var connections = new Connections(surroundings.Targets);
            await using (connections.ConfigureAwait(false))
            {
                var tree = await connections.TreeAsync(where.Target, cancellationToken).ConfigureAwait(false);
                var found = await Walker.FindAsync(tree, where.Path, followLast: true, cancellationToken).ConfigureAwait(false);
                if (!found.TryGet(out var directory))
                    throw CommandException.Refused(text, found.Failure);
                var terminal = surroundings.Output;
                if (!terminal.IsTerminal)
                {
                    WritePlain(terminal, await LookAsync().ConfigureAwait(false));
                    return ExitCode.Ok;
                }

                var pause = TimeSpan.FromSeconds(parsed.GetValue(interval));
                await terminal.AnsiConsole().Live(Draw(await LookAsync().ConfigureAwait(false))).StartAsync(async live =>
                {
                    while (true)
                    {
                        await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
                        live.UpdateTarget(Draw(await LookAsync().ConfigureAwait(false)));
                    }
                }).ConfigureAwait(false);

                async Task<Instances> LookAsync()
                {
                    var looked = await Instances.LookAsync(directory, cancellationToken).ConfigureAwait(false);
                    return looked.TryGet(out var instances) ? instances : throw CommandException.Refused(text, looked.Failure);
                }
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static void WritePlain(Terminal terminal, Instances instances)
    {
        List<string[]> rows = [["NAME", .. instances.Columns]];
        foreach (var (name, values) in instances.Rows)
            rows.Add([Printable.Line(name), .. instances.Columns.Select(column => Printable.Line(values.GetValueOrDefault(column, "")))]);
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            terminal.Text.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        if (instances.More > 0)
            terminal.Text.WriteLine($"… {instances.More} more");
    }

    private static Table Draw(Instances instances)
    {
        var table = new Table { Border = TableBorder.None };
        table.AddColumn("NAME");
        foreach (var column in instances.Columns)
            table.AddColumn(new TableColumn(new Text(Printable.Line(column))));
        foreach (var (name, values) in instances.Rows)
            table.AddRow([new Text(Printable.Line(name)), .. instances.Columns.Select(column => new Text(Printable.Line(values.GetValueOrDefault(column, ""))))]);
        if (instances.More > 0)
            table.Caption = new TableTitle($"… {instances.More} more");
        return table;
    }
}
