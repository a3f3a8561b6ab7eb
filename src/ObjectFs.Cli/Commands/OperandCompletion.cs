using System.CommandLine;
using System.CommandLine.Completions;
using ObjectFs.Cli.Targets;
using ObjectFs.Cli.Walking;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Commands;

/// <summary>What may come next in <c>TARGET/PATH</c>: programs, then the names that the program itself lists.</summary>
internal static class OperandCompletion
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The completions of the word at the cursor; none where the program does not answer in time.</summary>
    public static IEnumerable<CompletionItem> Of(Surroundings surroundings, Option<string?> option, CompletionContext context)
    {
        // help asks for completions too, to list the values of an argument
        if (context is not TextCompletionContext)
            return [];

        var target = context.ParseResult.GetValue(option);
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            // completion is asked for synchronously, in a process that does nothing else
            return Task.Run(() => OfAsync(surroundings.Targets, context.WordToComplete, target, limit.Token), limit.Token).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is CommandException or OperationCanceledException)
        {
            return [];
        }
    }

    private static async Task<IReadOnlyList<CompletionItem>> OfAsync(ITargets targets, string word, string? target, CancellationToken cancellationToken)
    {
        if (target is null && !word.Contains('/', StringComparison.Ordinal))
        {
            var programs = await targets.ListAsync(cancellationToken).ConfigureAwait(false);
            var alive = programs.Where(static program => program is { Gateway: ExportedProgram.NineP, IsAlive: true }).ToList();
            return [.. alive.Select(program => new CompletionItem((IsAlone(program, alive) ? program.Name : program.FullName) + "/"))];
        }

        if (target is null && Operand.IsLocal(word))
            return [];
        var operand = Operand.Parse(word, target);
        var connections = new Connections(targets);
        await using (connections.ConfigureAwait(false))
        {
            var tree = await connections.TreeAsync(operand.Target, cancellationToken).ConfigureAwait(false);
            var begun = operand.Path.LastIndexOf('/') + 1;
            var found = await Walker.FindAsync(tree, operand.Path[..begun], followLast: true, cancellationToken).ConfigureAwait(false);
            if (!found.TryGet(out var directory))
                return [];
            var listed = await Listing.ReadAsync(directory, all: operand.Path[begun..].StartsWith('.'), cancellationToken).ConfigureAwait(false);
            var before = word[..(word.Length - (operand.Path.Length - begun))];
            return listed.TryGet(out var entries)
                ? [.. entries.Select(entry => new CompletionItem(before + entry.Name + (entry.Kind is NodeKind.Directory or NodeKind.Symlink ? "/" : "")))]
                : [];
        }
    }

    private static bool IsAlone(ExportedProgram program, List<ExportedProgram> all) => all.Count(other => other.Name == program.Name) == 1;
}
