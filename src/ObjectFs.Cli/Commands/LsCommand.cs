using System.CommandLine;
using ObjectFs.Cli.Output;
using ObjectFs.Cli.Targets;
using ObjectFs.Cli.Walking;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Commands;

/// <summary><c>objectfs ls</c>: what is in a directory. Without <c>-l</c> no getter runs.</summary>
internal static class LsCommand
{
    private const int AtOnce = 16;

    public static Command Create(Surroundings surroundings)
    {
        var target = Parts.Target();
        var operands = Parts.Operands(surroundings, target, "Directories or files; the target alone is the root.");
        var isLong = new Option<bool>("--long", "-l") { Description = "Mode, size and time as well (runs getters)." };
        var all = Parts.All();
        var json = Parts.Json();
        var command = new Command("ls", "What is in a directory.") { operands, target, isLong, all, json };
        // with a target given, the root needs no name
        operands.Arity = ArgumentArity.ZeroOrMore;
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var texts = parsed.GetValue(operands)!;
            if (texts.Length == 0)
                texts = parsed.GetValue(target) is null ? throw CommandException.Usage("Whose? Write TARGET or TARGET/PATH; 'objectfs ps' shows the targets.") : [""];

            var complaints = new Complaints(surroundings);
            var format = new ListFormat(surroundings.Output, parsed.GetValue(isLong));
            var found = new List<Listed>();
            var connections = new Connections(surroundings.Targets);
            await using (connections.ConfigureAwait(false))
            {
                foreach (var text in texts)
                {
                    await complaints.TryAsync(async () =>
                    {
                        var operand = Operand.Parse(text, parsed.GetValue(target));
                        var listed = await ListAsync(connections, operand, parsed.GetValue(isLong), parsed.GetValue(all), cancellationToken).ConfigureAwait(false);
                        if (parsed.GetValue(json))
                            found.AddRange(listed);
                        else
                            format.Write(listed, texts.Length > 1 ? text : null);
                        foreach (var entry in listed.Where(static entry => entry.Refusal is not null))
                            complaints.Say(CommandException.Refused(entry.Path, entry.Refusal!.Value));
                    }).ConfigureAwait(false);
                }
            }

            if (parsed.GetValue(json))
                ListJson.Write(surroundings.Output, found);
            return complaints.ExitCode;
        });
        return command;
    }

    private static async Task<IReadOnlyList<Listed>> ListAsync(Connections connections, Operand operand, bool isLong, bool all, CancellationToken cancellationToken)
    {
        var tree = await connections.TreeAsync(operand.Target, cancellationToken).ConfigureAwait(false);

        // as ls(1): the long format shows a link itself, the short one what it leads to
        var found = await Walker.FindAsync(tree, operand.Path, followLast: !isLong, cancellationToken).ConfigureAwait(false);
        if (!found.TryGet(out var node))
            throw CommandException.Refused(operand.Text, found.Failure);
        if (node.Kind != NodeKind.Directory)
        {
            return isLong
                ? [await Listed.LookAsync(operand.Text, operand.Text, node, cancellationToken).ConfigureAwait(false)]
                : [new Listed(operand.Text, operand.Text, node.Kind)];
        }

        var listing = await Listing.ReadAsync(node, all, cancellationToken).ConfigureAwait(false);
        if (!listing.TryGet(out var entries))
            throw CommandException.Refused(operand.Text, listing.Failure);
        if (!isLong)
            return [.. entries.Select(entry => new Listed(entry.Name, Walker.Join(operand.Text, entry.Name), entry.Kind))];

        var listed = new Listed[entries.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, listed.Length, options, async (i, token) =>
            listed[i] = await Listed.LookAsync(node, entries[i], Walker.Join(operand.Text, entries[i].Name), token).ConfigureAwait(false)).ConfigureAwait(false);
        return listed;
    }
}
