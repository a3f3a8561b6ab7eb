using ObjectFs.Cli.Walking;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Copying;

/// <summary>Copies nodes from one tree to another. One thing that cannot be copied does not keep the others from it.</summary>
/// <param name="recursive">Whether directories are copied.</param>
/// <param name="progress">What hears how far it is.</param>
/// <param name="complain">What hears of refusals: the path, and why.</param>
internal sealed partial class Copier(bool recursive, CopyProgress progress, Action<string, Failure> complain)
{
    // a tree may go down for ever
    private const int Deepest = 128;
    private const int Permissions = 0b111_111_111;

    /// <summary>Copies a node to a name in a directory; what is there is written over, a directory is filled.</summary>
    /// <param name="source">What to copy.</param>
    /// <param name="from">Its path, for messages.</param>
    /// <param name="parent">The directory to copy to.</param>
    /// <param name="name">The new name.</param>
    /// <param name="to">The new path, for messages.</param>
    /// <param name="cancellationToken">The caller gave up.</param>
    public Task CopyAsync(Node source, string from, Node parent, byte[] name, string to, CancellationToken cancellationToken) =>
        CopyAsync(source, from, parent, name, to, 0, cancellationToken);

    private async Task CopyAsync(Node source, string from, Node parent, byte[] name, string to, int depth, CancellationToken cancellationToken)
    {
        var found = await parent.LookupAsync(name, cancellationToken).ConfigureAwait(false);
        if (!found.Succeeded && found.Errno != Errno.ENOENT)
        {
            complain(to, found.Failure);
            return;
        }

        var existing = found.Succeeded ? found.Value : null;
        await (source.Kind switch
        {
            NodeKind.Directory => CopyDirectoryAsync(source, from, parent, name, to, existing, depth, cancellationToken),
            NodeKind.Symlink => CopyLinkAsync(source, from, parent, name, to, existing, cancellationToken),
            _ => CopyFileAsync(source, from, parent, name, to, existing, cancellationToken),
        }).ConfigureAwait(false);
    }

    private async Task CopyDirectoryAsync(
        Node source, string from, Node parent, byte[] name, string to, Node? existing, int depth, CancellationToken cancellationToken)
    {
        if (!recursive)
        {
            complain(from, new Failure(Errno.EISDIR, "It is a directory. 'objectfs cp -r' copies it whole."));
            return;
        }

        if (depth >= Deepest)
        {
            complain(from, new Failure(Errno.ELOOP, $"It lies more than {Deepest} directories deep."));
            return;
        }

        if (existing is null)
        {
            var mode = await ModeAsync(source, 0b111_000_000, cancellationToken).ConfigureAwait(false);
            var made = await parent.CreateDirectoryAsync(name, mode, Caller.Self, cancellationToken).ConfigureAwait(false);
            if (!made.TryGet(out existing!))
            {
                complain(to, made.Failure);
                return;
            }
        }
        else if (existing.Kind != NodeKind.Directory)
        {
            complain(to, new Failure(Errno.ENOTDIR, "It exists, and is no directory."));
            return;
        }

        var listing = await Listing.ReadAsync(source, all: true, cancellationToken).ConfigureAwait(false);
        if (!listing.TryGet(out var entries))
        {
            complain(from, listing.Failure);
            return;
        }

        foreach (var entry in entries)
        {
            var below = Walker.Join(from, entry.Name);
            var found = await source.LookupAsync(entry.Utf8, cancellationToken).ConfigureAwait(false);
            if (found.TryGet(out var child))
                await CopyAsync(child, below, existing, entry.Utf8, Walker.Join(to, entry.Name), depth + 1, cancellationToken).ConfigureAwait(false);
            else
                complain(below, found.Failure);
        }
    }

    private async Task CopyLinkAsync(Node source, string from, Node parent, byte[] name, string to, Node? existing, CancellationToken cancellationToken)
    {
        var link = await source.ReadLinkAsync(cancellationToken).ConfigureAwait(false);
        if (!link.TryGet(out var target))
        {
            complain(from, link.Failure);
            return;
        }

        if (existing is not null)
        {
            var there = await existing.ReadLinkAsync(cancellationToken).ConfigureAwait(false);
            if (there.TryGet(out var old) && old.Span.SequenceEqual(target.Span))
                return;
            var removed = await parent.RemoveAsync(name, NodeKind.File, Caller.Self, cancellationToken).ConfigureAwait(false);
            if (!removed.Succeeded)
            {
                complain(to, removed.Failure);
                return;
            }
        }

        var made = await parent.CreateSymlinkAsync(name, target.Span, Caller.Self, cancellationToken).ConfigureAwait(false);
        if (!made.Succeeded)
            complain(to, made.Failure);
    }

    private static async ValueTask<int> ModeAsync(Node source, int least, CancellationToken cancellationToken)
    {
        var attributes = await source.GetAttributesAsync(cancellationToken).ConfigureAwait(false);
        return (attributes.TryGet(out var known) ? known.Mode & Permissions : 0) | least;
    }

}
