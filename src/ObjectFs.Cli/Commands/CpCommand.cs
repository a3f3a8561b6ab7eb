using System.CommandLine;
using System.Text;
using ObjectFs.Cli.Copying;
using ObjectFs.Cli.Targets;
using ObjectFs.Cli.Walking;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Commands;

/// <summary><c>objectfs cp</c>: from a program to this machine, from this machine to a program, or from one program to another.</summary>
internal static class CpCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var target = Parts.Target();
        var operands = Parts.Operands(surroundings, target, "What to copy, and at last where to. A path that begins with / or . is this machine's.");
        operands.Arity = new ArgumentArity(2, 100_000);
        var recursive = new Option<bool>("--recursive", "-r", "-R") { Description = "Copy directories whole. Links stay links." };
        var command = new Command("cp", "Copies files from and to programs.") { operands, target, recursive };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var texts = parsed.GetValue(operands)!;
            if (texts.All(Operand.IsLocal))
                throw CommandException.Usage("All of them are files of this machine: use cp.");

            var complaints = new Complaints(surroundings);
            var progress = new CopyProgress();
            var copier = new Copier(parsed.GetValue(recursive), progress, (path, failure) => complaints.Say(CommandException.Refused(path, failure)));
            var connections = new Connections(surroundings.Targets);
            await using (connections.ConfigureAwait(false))
            {
                var copy = CopyAllAsync(connections, copier, complaints, texts, parsed.GetValue(target), cancellationToken);
                await ProgressBar.WatchAsync(copy, progress, surroundings.Error, TimeProvider.System).ConfigureAwait(false);
            }

            return complaints.ExitCode;
        });
        return command;
    }

    private static async Task CopyAllAsync(
        Connections connections, Copier copier, Complaints complaints, string[] texts, string? target, CancellationToken cancellationToken)
    {
        var to = await Side.OpenAsync(connections, texts[^1], target, writable: true, cancellationToken).ConfigureAwait(false);
        var found = await Walker.FindAsync(to.Root, to.Path, followLast: true, cancellationToken).ConfigureAwait(false);
        var existing = found.TryGet(out var node) ? node : found.Errno == Errno.ENOENT ? null : throw CommandException.Refused(to.Text, found.Failure);
        if (texts.Length > 2 && existing is not { Kind: NodeKind.Directory })
            throw CommandException.Usage($"{to.Text} is no directory, and only one thing can be copied to it.");

        foreach (var text in texts[..^1])
        {
            await complaints.TryAsync(async () =>
            {
                var from = await Side.OpenAsync(connections, text, target, writable: false, cancellationToken).ConfigureAwait(false);
                await CopyAsync(copier, from, to, existing, cancellationToken).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
    }

    private static async Task CopyAsync(Copier copier, Side from, Side to, Node? existing, CancellationToken cancellationToken)
    {
        var source = await from.FindAsync(cancellationToken).ConfigureAwait(false);
        if (source.Kind == NodeKind.Directory && from.Origin is not null && from.Origin == to.Origin && IsWithin(to.Path, from.Path))
            throw CommandException.Refused($"{from.Text} cannot be copied into itself.");

        if (existing is { Kind: NodeKind.Directory })
        {
            // the root of a program has no name of its own
            var name = from.Name.Length != 0 ? from.Name : Walker.Split(from.Text).Name;
            await copier.CopyAsync(source, from.Text, existing, Encoding.UTF8.GetBytes(name), Walker.Join(to.Text, name), cancellationToken).ConfigureAwait(false);
        }
        else if (existing is not null && source.Kind == NodeKind.File)
        {
            await copier.OverwriteAsync(source, from.Text, existing, to.Text, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            var (path, name) = Walker.Split(to.Path);
            var parent = await Walker.FindAsync(to.Root, path, followLast: true, cancellationToken).ConfigureAwait(false);
            if (!parent.TryGet(out var directory) || name.Length == 0)
                throw CommandException.Refused(to.Text, parent.Succeeded ? new Failure(Errno.ENOENT, null) : parent.Failure);
            await copier.CopyAsync(source, from.Text, directory, Encoding.UTF8.GetBytes(name), to.Text, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsWithin(string path, string directory)
    {
        var names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var above = directory.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return names.Length >= above.Length && names.AsSpan(0, above.Length).SequenceEqual(above);
    }
}
