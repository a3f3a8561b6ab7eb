using System.Globalization;

namespace ObjectFs.Cli.Targets;

/// <summary>Finds the program that a person means: an address, a process id, a name, or the beginning of one. Never guesses.</summary>
internal static class Locator
{
    /// <summary>Finds it.</summary>
    /// <exception cref="CommandException">There is none, or more than one.</exception>
    public static async Task<Target> FindAsync(ITargets targets, string text, CancellationToken cancellationToken)
    {
        if (Operand.IsAddress(text))
            return new Target(text, null);

        var listed = await targets.ListAsync(cancellationToken).ConfigureAwait(false);
        var programs = listed.Where(static program => program.Gateway != ExportedProgram.Mounted).ToList();
        var meant = Meant(programs, text);
        var reachable = meant.Where(static program => program is { Gateway: ExportedProgram.NineP, IsAlive: true }).ToList();
        return reachable switch
        {
            [var one] => new Target(one.Address, one),
            [] => throw CommandException.Unreachable(NotThere(programs, meant, text)),
            _ => throw CommandException.Usage(
                $"'{text}' could be {Enumerate(reachable.Select(static program => program.FullName), "or")}. Write one of them, or a process id."),
        };
    }

    /// <summary>The programs that a text may mean; a better kind of match hides the worse ones.</summary>
    private static List<ExportedProgram> Meant(List<ExportedProgram> programs, string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var processId))
            return [.. programs.Where(program => program.ProcessId == processId)];

        foreach (var matches in (ReadOnlySpan<Func<ExportedProgram, bool>>)
            [program => program.FullName == text, program => program.Name == text, program => program.FullName.StartsWith(text, StringComparison.Ordinal)])
        {
            var found = programs.Where(matches).ToList();
            if (found.Count != 0)
                return found;
        }

        return [];
    }

    private static string NotThere(List<ExportedProgram> programs, List<ExportedProgram> meant, string text)
    {
        if (meant.Find(static program => program is { Gateway: ExportedProgram.Fuse, IsAlive: true }) is { } mounted)
            return $"{mounted.FullName} exports as files only, at {mounted.Address}. Look there, or start it with OBJECTFS_PROTO=9p.";
        if (meant.Count != 0)
            return $"{meant[0].FullName} has ended and left its socket behind. Start it again, or remove {meant[0].Address}.";

        var alive = programs.Where(static program => program is { Gateway: ExportedProgram.NineP, IsAlive: true }).Select(static program => program.FullName).ToList();
        return alive switch
        {
            [] => $"No program '{text}' exports here, nor any other. Start one with OBJECTFS_PROTO=9p, or name an address with --target.",
            [var one] => $"No program '{text}' exports here, only {one}. A path begins with the program: {one}/{text}.",
            _ => $"No program '{text}' exports here, only {Enumerate(alive, "and")}. A path begins with one of them.",
        };
    }

    private static string Enumerate(IEnumerable<string> names, string last)
    {
        var all = names.ToList();
        return $"{string.Join(", ", all[..^1])} {last} {all[^1]}";
    }
}
