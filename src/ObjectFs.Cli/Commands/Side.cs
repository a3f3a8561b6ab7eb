using ObjectFs.Cli.Serving;
using ObjectFs.Cli.Targets;
using ObjectFs.Cli.Walking;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Commands;

/// <summary>One operand of a command that takes programs and files of this machine alike: a tree, and where in it.</summary>
/// <param name="Root">The tree.</param>
/// <param name="Path">Where in it.</param>
/// <param name="Name">The last name of the path, or empty at the root of a program.</param>
/// <param name="Text">As it was written.</param>
/// <param name="Origin">Tells trees apart: the target, or null for this machine.</param>
internal sealed record Side(Node Root, string Path, string Name, string Text, string? Origin)
{
    /// <summary>Opens what an operand names.</summary>
    /// <param name="connections">The command's connections.</param>
    /// <param name="text">What was written: a path that begins with a slash or a dot is this machine's.</param>
    /// <param name="target">What <c>--target</c> says.</param>
    /// <param name="writable">Whether files of this machine may be changed.</param>
    /// <param name="cancellationToken">The caller gave up.</param>
    /// <exception cref="CommandException">There is no such program, or no such directory.</exception>
    public static async Task<Side> OpenAsync(Connections connections, string text, string? target, bool writable, CancellationToken cancellationToken)
    {
        if (Operand.IsLocal(text))
            return OpenLocal(text, writable);

        var operand = Operand.Parse(text, target);
        try
        {
            var tree = await connections.TreeAsync(operand.Target, cancellationToken).ConfigureAwait(false);
            return new Side(tree, operand.Path, Walker.Split(operand.Path).Name, text, operand.Target);
        }
        catch (CommandException exception) when (exception.ExitCode == ExitCode.Unreachable && target is null && !Operand.IsAddress(text) && (writable || System.IO.Path.Exists(text)))
        {
            // what is copied to need not be there
            throw CommandException.Unreachable($"{exception.Message} {(System.IO.Path.Exists(text) ? "The" : "A")} file of this machine is written ./{text}.");
        }
    }

    /// <summary>The node there.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public async Task<Node> FindAsync(CancellationToken cancellationToken)
    {
        var found = await Walker.FindAsync(Root, Path, followLast: true, cancellationToken).ConfigureAwait(false);
        return found.TryGet(out var node) ? node : throw CommandException.Refused(Text, found.Failure);
    }

    private static Side OpenLocal(string text, bool writable)
    {
        // a link that the person names is theirs to follow; below it none is
        var full = System.IO.Path.GetFullPath(text);
        try
        {
            if (System.IO.Path.Exists(full))
                full = File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Refused($"{text}: {exception.Message}");
        }

        var isDirectory = Directory.Exists(full);
        var directory = isDirectory ? full : System.IO.Path.GetDirectoryName(full)!;
        var name = System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(full));
        return new Side(DirectoryTree.Open(directory, writable), isDirectory ? "" : name, name, text, null);
    }
}
