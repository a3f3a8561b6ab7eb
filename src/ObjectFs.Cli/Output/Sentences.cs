using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Output;

/// <summary>Refusals in words: what the tree said, or what its number means, and what to do where that can be told.</summary>
internal static class Sentences
{
    /// <summary>The whole sentence about a path.</summary>
    public static string Of(string path, Failure failure)
    {
        var what = Of(failure);

        // what the tree says may begin with the name already
        var name = path[(path.LastIndexOf('/') + 1)..] + ": ";
        if (what.StartsWith(name, StringComparison.Ordinal))
            what = what[name.Length..];
        var remedy = failure.Sentence is null ? Remedy(path, failure.Errno) : null;
        return remedy is null ? $"{path}: {what}" : $"{path}: {what.TrimEnd('.')}. {remedy}";
    }

    /// <summary>What was refused.</summary>
    public static string Of(Failure failure) =>
        failure.Sentence ?? ErrorTexts.Of(failure.Errno);

    private static string? Remedy(string path, Errno errno) => errno switch
    {
        Errno.ENOENT => Parent(path) is { } parent ? $"'objectfs ls {parent}' shows what is there." : null,
        Errno.ENOTDIR => "Only directories hold names.",
        Errno.EISDIR => $"'objectfs ls {path}' shows what is in it.",
        Errno.EACCES => "'objectfs ls -l' shows what may be read and written.",
        Errno.EPERM => "The tree has no such change here.",
        Errno.EINVAL => "The value is not one it can have.",
        Errno.ERANGE => "The value is too small or too large.",
        Errno.EROFS => "It is exported read-only.",
        Errno.ETIMEDOUT => "The program takes too long to answer; try again.",
        Errno.EBUSY => "Try again when the other has ended.",
        Errno.ESTALE => "The object is gone; look for it again.",
        Errno.ELOOP => "Its links go round in a circle, or it lies too deep.",
        Errno.ECONNRESET or Errno.ENOTCONN or Errno.EPIPE => "The program has ended or restarted; 'objectfs ps' shows who is there.",
        _ => null,
    };

    private static string? Parent(string path)
    {
        var end = path.TrimEnd('/').LastIndexOf('/');
        return end <= 0 ? null : path[..end];
    }
}
