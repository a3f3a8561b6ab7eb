using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.WinFsp;

/// <summary>
/// From paths of Windows to nodes of the tree: case does not matter, and symbolic links are followed here, so that Windows need not resolve them, which it does for some users
/// and places only. Thread-safe.
/// </summary>
internal sealed class Paths(Node root, FoldedDirectories folded)
{
    private const int MaxLinks = 40;
    private const int MaxNameBytes = 255;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What the shell looks for in every directory that it shows. A tree never has them, and is not asked.</summary>
    private static readonly string[] Probes = ["desktop.ini", "thumbs.db", "autorun.inf", "folder.jpg", "folder.gif"];

    /// <summary>Whether a name is one that the shell looks for, and nobody can have.</summary>
    public static bool IsProbe(ReadOnlySpan<char> name)
    {
        foreach (var probe in Probes)
        {
            if (name.Equals(probe, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>A name as the tree says it; null where it can be none: unpaired surrogates, or more than 255 bytes.</summary>
    public static byte[]? NameOf(string name)
    {
        try
        {
            var bytes = Utf8.GetBytes(name);
            return bytes.Length is > 0 and <= MaxNameBytes ? bytes : null;
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The directory of a path, and the name in it.</summary>
    public static (string Directory, string Name) Split(string path)
    {
        var slash = path.LastIndexOf('\\');
        return (slash <= 0 ? @"\" : path[..slash], path[(slash + 1)..]);
    }

    /// <param name="path">From the root of the volume, with a backslash in front.</param>
    /// <param name="followLast">Whether a link at the end is followed too.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<Place> FindAsync(string path, bool followLast, CancellationToken cancellationToken)
    {
        List<Node> trail = [root];
        StringBuilder shown = new();
        var parts = path.Split('\\', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < parts.Length; i++)
        {
            var isLast = i == parts.Length - 1;
            var missing = isLast ? NtStatus.ObjectNameNotFound : NtStatus.ObjectPathNotFound;
            var directory = trail[^1];
            if (directory.Kind != NodeKind.Directory)
                return NtStatus.ObjectPathNotFound;
            if (IsProbe(parts[i]))
                return missing;
            var (name, shownName) = await NamesAsync(directory, parts[i], cancellationToken).OffPool();
            if (name is null)
                return NtStatus.ObjectNameInvalid;
            var found = await directory.LookupAsync(name, cancellationToken).OffPool();
            if (!found.TryGet(out var node))
                return found.Errno == Errno.ENOENT ? missing : Statuses.Of(found.Errno);
            shown.Append('\\').Append(shownName);
            if (node.Kind != NodeKind.Symlink || (isLast && !followLast))
                trail.Add(node);
            else if (await FollowAsync(trail, node, MaxLinks, cancellationToken).OffPool() is var followed && followed != Errno.None)
                return followed == Errno.ENOENT ? missing : Statuses.Of(followed);
        }

        return new(NtStatus.Success, trail[^1], shown.Length == 0 ? @"\" : shown.ToString());
    }

    /// <summary>The name of the tree that Windows means in a directory, and how Windows shows it.</summary>
    public async ValueTask<(byte[]? Name, string Shown)> NamesAsync(Node directory, string name, CancellationToken cancellationToken)
    {
        if (!FoldedNames.HasLetters(name) || await folded.OfAsync(directory, cancellationToken).OffPool() is not { } names || names.TreeName(name) is not { } treeName)
            return (NameOf(name), name);
        return (NameOf(treeName), names.Shown(treeName));
    }

    // the trail ends in the directory of the link, and then in what it leads to
    private static async ValueTask<Errno> FollowAsync(List<Node> trail, Node link, int linksLeft, CancellationToken cancellationToken)
    {
        if (linksLeft == 0)
            return Errno.ELOOP;
        var read = await link.ReadLinkAsync(cancellationToken).OffPool();
        if (!read.TryGet(out var target))
            return read.Errno;
        if (target.Span is [(byte)'/', ..])
            return Errno.ELOOP;
        while (!target.IsEmpty)
        {
            var slash = target.Span.IndexOf((byte)'/');
            var part = slash < 0 ? target : target[..slash];
            target = slash < 0 ? default : target[(slash + 1)..];
            if (part.Span is [] or [(byte)'.'])
                continue;
            if (part.Span.SequenceEqual(".."u8))
            {
                if (trail.Count > 1)
                    trail.RemoveAt(trail.Count - 1);
                continue;
            }

            if (trail[^1].Kind != NodeKind.Directory)
                return Errno.ENOTDIR;
            var found = await trail[^1].LookupAsync(part.Span, cancellationToken).OffPool();
            if (!found.TryGet(out var node))
                return found.Errno;
            if (node.Kind != NodeKind.Symlink)
                trail.Add(node);
            else if (await FollowAsync(trail, node, linksLeft - 1, cancellationToken).OffPool() is var followed && followed != Errno.None)
                return followed;
        }

        return Errno.None;
    }
}
