using System.CommandLine;
using ObjectFs.Cli.Targets;
using ObjectFs.Cli.Walking;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Commands;

/// <summary><c>objectfs cat</c>: the content of files, byte for byte.</summary>
internal static class CatCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var target = Parts.Target();
        var operands = Parts.Operands(surroundings, target, "Files.");
        var command = new Command("cat", "The content of files.") { operands, target };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var complaints = new Complaints(surroundings);
            var connections = new Connections(surroundings.Targets);
            await using (connections.ConfigureAwait(false))
            {
                foreach (var text in parsed.GetValue(operands)!)
                    await complaints.TryAsync(() => CatAsync(surroundings, connections, Operand.Parse(text, parsed.GetValue(target)), cancellationToken)).ConfigureAwait(false);
            }

            return complaints.ExitCode;
        });
        return command;
    }

    private static async Task CatAsync(Surroundings surroundings, Connections connections, Operand operand, CancellationToken cancellationToken)
    {
        var tree = await connections.TreeAsync(operand.Target, cancellationToken).ConfigureAwait(false);
        var found = await Walker.FindAsync(tree, operand.Path, followLast: true, cancellationToken).ConfigureAwait(false);
        if (!found.TryGet(out var node))
            throw CommandException.Refused(operand.Text, found.Failure);

        var read = await Content.ReadAsync(
            node,
            async piece =>
            {
                await surroundings.Output.Bytes.WriteAsync(piece, cancellationToken).ConfigureAwait(false);
                await surroundings.Output.Bytes.FlushAsync(cancellationToken).ConfigureAwait(false);
                return Result.Success;
            },
            cancellationToken).ConfigureAwait(false);
        if (!read.Succeeded)
            throw CommandException.Refused(operand.Text, await Content.ExplainAsync(node, read.Failure, cancellationToken).ConfigureAwait(false));
    }
}
