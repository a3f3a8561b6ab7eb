using System.CommandLine;
using ObjectFs.Cli.Output;
using ObjectFs.Cli.Targets;
using ObjectFs.Cli.Watching;
using Spectre.Console;

namespace ObjectFs.Cli.Commands;

/// <summary><c>objectfs watch</c>: members and events as they change, until Ctrl-C or until their objects are gone.</summary>
internal static class WatchCommand
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);

    public static Command Create(Surroundings surroundings)
    {
        var target = Parts.Target();
        var operands = Parts.Operands(surroundings, target, "Members, events, or whole objects.");
        var json = new Option<bool>("--json") { Description = "Print a line of JSON for each change, for a script." };
        var count = new Option<int?>("--count", "-n") { Description = "End after so many changes.", HelpName = "N" };
        count.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, out var number) || number < 1))
                result.AddError("N is a number from 1 on.");
        });
        var command = new Command("watch", "Members and events as they change.") { operands, target, json, count };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var connections = new Connections(surroundings.Targets);
            await using (connections.ConfigureAwait(false))
            {
                List<Watched> watched = [];
                try
                {
                    foreach (var text in parsed.GetValue(operands)!)
                    {
                        var operand = Operand.Parse(text, parsed.GetValue(target));
                        var tree = await connections.TreeAsync(operand.Target, cancellationToken).ConfigureAwait(false);
                        watched.Add(await Watched.OpenAsync(tree, operand.Path, text, cancellationToken).ConfigureAwait(false));
                    }

                    var run = new Run(surroundings.Output, watched, parsed.GetValue(json), parsed.GetValue(count) ?? int.MaxValue, end);
                    await run.ToEndAsync(cancellationToken).ConfigureAwait(false);
                }
                finally
                {
                    foreach (var each in watched)
                        await each.CloseAsync().ConfigureAwait(false);
                }
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private sealed class Run(Terminal terminal, List<Watched> watched, bool json, int count, CancellationTokenSource end)
    {
        private readonly Lock _gate = new();
        private int _left = count;

        public async Task ToEndAsync(CancellationToken cancellationToken)
        {
            if (terminal.IsTerminal && !json)
            {
                await DrawAsync(cancellationToken).ConfigureAwait(false);
                return;
            }

            watched.ForEach(Print);
            await ReadAllAsync(Changed).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        private async Task ReadAllAsync(Action<Watched> changed)
        {
            try
            {
                await Task.WhenAll(watched.Select(async each =>
                {
                    var ended = await each.RunAsync(() => changed(each), end.Token).ConfigureAwait(false);
                    if (!ended.Succeeded)
                        throw CommandException.Refused(each.Path, ended.Failure);
                })).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                // enough was seen
            }
        }

        private void Changed(Watched each)
        {
            lock (_gate)
            {
                if (_left == 0)
                    return;
                Print(each);
                if (--_left == 0)
                    end.Cancel();
            }
        }

        private void Print(Watched each)
        {
            terminal.Text.WriteLine(json ? each.ToJson() : watched.Count == 1 ? each.Value : $"{each.Path}: {each.Value}");
            terminal.Text.Flush();
        }

        // drawn at most ten times a second, however fast it changes
        private async Task DrawAsync(CancellationToken cancellationToken)
        {
            var isChanged = 0;
            var reading = ReadAllAsync(_ =>
            {
                Volatile.Write(ref isChanged, 1);
                if (Interlocked.Decrement(ref _left) == 0)
                    end.Cancel();
            });
            await terminal.AnsiConsole().Live(Drawing()).StartAsync(async live =>
            {
                while (!reading.IsCompleted)
                {
                    await Task.WhenAny(reading, Task.Delay(Frame, CancellationToken.None)).ConfigureAwait(false);
                    if (Interlocked.Exchange(ref isChanged, 0) != 0)
                        live.UpdateTarget(Drawing());
                }
            }).ConfigureAwait(false);
            await reading.ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        private Table Drawing()
        {
            var table = new Table { Border = TableBorder.None };
            table.AddColumns("MEMBER", "VALUE", "", "CHANGED");
            foreach (var each in watched)
                table.AddRow(new Text(Printable.Line(each.Path)), new Text(Printable.Line(each.Value)), new Text(each.Sparkline.ToString()), new Text(each.Clock));
            return table;
        }
    }
}
