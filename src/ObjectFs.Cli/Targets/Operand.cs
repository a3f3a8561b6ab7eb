using ObjectFs.Cli.Native;

namespace ObjectFs.Cli.Targets;

/// <summary>
/// What a person writes: <c>TARGET[/PATH]</c>. The target is a process id, a name, or an address: <c>tcp://host:port</c>, <c>tls://host:port</c>, a socket's path
/// (absolute or beginning with a dot), with or without <c>unix:</c> before it.
/// </summary>
/// <param name="Target">Whom.</param>
/// <param name="Path">Where in the tree, without the target; empty is the root.</param>
/// <param name="Text">As it was written, for messages.</param>
internal sealed record Operand(string Target, string Path, string Text)
{
    /// <summary>Takes an operand apart.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="target">What <c>--target</c> says; the text is then the path alone.</param>
    /// <exception cref="CommandException">It names no target.</exception>
    public static Operand Parse(string text, string? target)
    {
        if (target is not null)
            return new Operand(target, text, text);
        if (text.Length == 0)
            throw CommandException.Usage("An empty text names no program. Write TARGET/PATH; 'objectfs ps' shows the targets.");

        var end = EndOfTarget(text);
        return new Operand(text[..end], text[end..], text);
    }

    /// <summary>Whether a target is an address rather than a name or a process id.</summary>
    public static bool IsAddress(string target) =>
        HasNetwork(target) || HasUnixPrefix(target) || target.StartsWith('/') || target.StartsWith('.');

    /// <summary>Whether a text is a path of this machine's, for commands that take those as well: it begins with a slash or a dot, and leads through no socket.</summary>
    public static bool IsLocal(string text) =>
        ((text.StartsWith('/') || text is "." or ".." || text.StartsWith("./", StringComparison.Ordinal) || text.StartsWith("../", StringComparison.Ordinal))
        && EndOfSocket(text, 0) < 0)
        || (OperatingSystem.IsWindows() && (text is ['\\', ..] or [_, ':', '\\' or '/', ..] or ['.', '\\', ..] or ['.', '.', '\\', ..]));

    private static int EndOfTarget(string text)
    {
        if (HasNetwork(text))
        {
            var host = text.IndexOf("://", StringComparison.Ordinal) is >= 0 and var colon ? colon + 3 : 0;
            return text.IndexOf('/', host) is >= 0 and var slash ? slash : text.Length;
        }

        if (IsAddress(text))
            return EndOfSocket(text, HasUnixPrefix(text) ? "unix:".Length : 0) is >= 0 and var end ? end : text.Length;
        return text.IndexOf('/', StringComparison.Ordinal) is >= 0 and var first ? first : text.Length;
    }

    /// <summary>Where the first part of a path that is a socket ends, or -1: nothing can lie below a socket, so there is one at most.</summary>
    private static int EndOfSocket(string text, int start)
    {
        for (var end = start; end < text.Length;)
        {
            end = text.IndexOf('/', end + 1) is >= 0 and var slash ? slash : text.Length;
            if (FileKind.IsSocket(text[start..end]))
                return end;
        }

        return -1;
    }

    private static bool HasUnixPrefix(string text) => text.StartsWith("unix:", StringComparison.Ordinal) || text.StartsWith("unix!", StringComparison.Ordinal);

    private static bool HasNetwork(string text) =>
        text.StartsWith("tcp:", StringComparison.Ordinal) || text.StartsWith("tls:", StringComparison.Ordinal)
        || text.StartsWith("tcp!", StringComparison.Ordinal) || text.StartsWith("tls!", StringComparison.Ordinal);
}
