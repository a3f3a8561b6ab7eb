using System.CommandLine;
using ObjectFs.Cli.Targets;
using ObjectFs.Cli.Walking;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Commands;

/// <summary><c>objectfs tree</c>: a directory and all below it. Links are shown, not followed, so it ends.</summary>
internal static class TreeCommand
{
    // a program may go down for ever; PATH_MAX would end there too
    private const int Deepest = 128;

    public static Command Create(Surroundings surroundings)
    {
        var target = Parts.Target();
        var operand = Parts.Operand(surroundings, target, "TARGET/PATH", "Where to begin; the target alone is the root.");
        operand.Arity = ArgumentArity.ZeroOrOne;
        var level = new Option<int>("--level", "-L") { Description = "How many levels down.", DefaultValueFactory = _ => Deepest, HelpName = "DEPTH" };
        level.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, out var depth) || depth < 1))
                result.AddError("DEPTH is a number from 1 on.");
        });
        var all = Parts.All();
        var json = Parts.Json();
        var command = new Command("tree", "A directory and all below it.") { operand, target, level, all, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var text = parsed.GetValue(operand)
                ?? (parsed.GetValue(target) is null ? throw CommandException.Usage("Whose? Write TARGET or TARGET/PATH; 'objectfs ps' shows the targets.") : "");
            var where = Operand.Parse(text, parsed.GetValue(target));
            var complaints = new Complaints(surroundings);
            var connections = new Connections(surroundings.Targets);
            await using (connections.ConfigureAwait(false))
            {
                var tree = await connections.TreeAsync(where.Target, cancellationToken).ConfigureAwait(false);
                var found = await Walker.FindAsync(tree, where.Path, followLast: true, cancellationToken).ConfigureAwait(false);
                if (!found.TryGet(out var node))
                    throw CommandException.Refused(text, found.Failure);

                var branch = new Branch(text.Length == 0 ? "/" : text, node.Kind);
                var growth = new Growth(parsed.GetValue(all), complaints, cancellationToken);
                await growth.GrowAsync(branch, node, text, Math.Min(parsed.GetValue(level), Deepest)).ConfigureAwait(false);
                if (parsed.GetValue(json))
                    TreeDrawing.WriteJson(surroundings.Output, branch);
                else
                    TreeDrawing.Write(surroundings.Output, branch);
            }

            return complaints.ExitCode;
        });
        return command;
    }

    private sealed class Growth(bool all, Complaints complaints, CancellationToken cancellationToken)
    {
        public async Task GrowAsync(Branch branch, Node node, string path, int levels)
        {
            if (node.Kind == NodeKind.Symlink)
            {
                var link = await node.ReadLinkAsync(cancellationToken).ConfigureAwait(false);
                if (link.TryGet(out var target))
                    branch.LinkTarget = System.Text.Encoding.UTF8.GetString(target.Span);
                else
                    Refuse(branch, path, link.Failure);
            }

            if (node.Kind != NodeKind.Directory || levels == 0)
                return;

            var listing = await Listing.ReadAsync(node, all, cancellationToken).ConfigureAwait(false);
            if (!listing.TryGet(out var entries))
            {
                Refuse(branch, path, listing.Failure);
                return;
            }

            foreach (var entry in entries)
            {
                var below = Walker.Join(path, entry.Name);

                // a file needs no look of its own
                if (entry.Kind == NodeKind.File)
                {
                    branch.Children.Add(new Branch(entry.Name, entry.Kind));
                    continue;
                }

                var found = await node.LookupAsync(entry.Utf8, cancellationToken).ConfigureAwait(false);
                var child = new Branch(entry.Name, found.TryGet(out var next) ? next.Kind : entry.Kind);
                branch.Children.Add(child);
                if (found.Succeeded)
                    await GrowAsync(child, next, below, levels - 1).ConfigureAwait(false);
                else
                    Refuse(child, below, found.Failure);
            }
        }

        private void Refuse(Branch branch, string path, Failure failure)
        {
            branch.Refusal = failure;
            complaints.Say(CommandException.Refused(path, failure));
        }
    }
}
