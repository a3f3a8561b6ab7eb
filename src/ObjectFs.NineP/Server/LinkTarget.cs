using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <summary>What a symbolic link leads to, for clients that know none: the server follows it for them, and never out of the tree.</summary>
internal static class LinkTarget
{
    private const int MaxLinks = 16;

    /// <summary>Follows a link.</summary>
    /// <param name="directory">The path to the directory in which it is; left as it is.</param>
    /// <param name="link">The link.</param>
    /// <param name="permit">Whether a directory may be searched; null where all may.</param>
    /// <param name="cancellationToken">The client gave up.</param>
    public static async ValueTask<Result<Node>> FindAsync(FidPath directory, Node link, Func<Node, ValueTask<Result>>? permit, CancellationToken cancellationToken)
    {
        FidPath path = new();
        path.CopyFrom(directory);
        return await FollowAsync(path, link, permit, MaxLinks, cancellationToken).OffPool();
    }

    // The path is moved along.
    private static async ValueTask<Result<Node>> FollowAsync(FidPath path, Node link, Func<Node, ValueTask<Result>>? permit, int links, CancellationToken cancellationToken)
    {
        if (links == 0)
            return Errno.ELOOP;
        var read = await link.ReadLinkAsync(cancellationToken).OffPool();
        if (!read.TryGet(out var target))
            return read.Failure;

        // what lies outside of the tree is the client's own, and it has not asked for that
        if (target.IsEmpty || target.Span[0] == '/')
            return Errno.ENOENT;
        for (var rest = target; !rest.IsEmpty;)
        {
            var slash = rest.Span.IndexOf((byte)'/');
            var name = slash < 0 ? rest : rest[..slash];
            rest = slash < 0 ? default : rest[(slash + 1)..];
            if (name.IsEmpty || name.Span.SequenceEqual("."u8))
                continue;
            if (name.Span.SequenceEqual(".."u8))
            {
                path.Pop();
                continue;
            }

            if (path.Depth >= FidPath.MaxDepth)
                return Errno.ELOOP;
            if (permit is not null && await permit(path.Node).OffPool() is { Succeeded: false } refused)
                return refused.Failure;
            var found = await path.Node.LookupAsync(name.Span, cancellationToken).OffPool();
            if (found.TryGet(out var node) && node.Kind == NodeKind.Symlink)
                found = await FollowAsync(path, node, permit, links - 1, cancellationToken).OffPool();
            else if (found.TryGet(out node))
                path.Push(node, name.Span);
            if (!found.Succeeded)
                return found;
        }

        return path.Node;
    }
}
