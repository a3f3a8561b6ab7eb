using ObjectFs.Tree;

namespace ObjectFs.NineP.Client;

/// <summary>
/// The nodes of one connection: one for each file as long as anybody holds it. A node holds a fid; when nobody holds the node any more, the fid is clunked some time later. Thread-safe.
/// </summary>
internal sealed class RemoteTree
{
    private const int FirstSweep = 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, WeakReference<RemoteNode>> _nodes = [];
    private int _sweepAt = FirstSweep;

    public RemoteTree(NinePFile root)
    {
        Root = new(this, root, 0);
    }

    /// <summary>What the connection is attached to.</summary>
    public RemoteNode Root { get; }

    /// <summary>The node of a file that was just walked to.</summary>
    /// <param name="file">A fid of its own; the tree's from now on.</param>
    /// <param name="place">A hash of where it was found.</param>
    public async ValueTask<Node> NodeOfAsync(NinePFile file, int place)
    {
        var (node, isNew) = Find(file, place);
        // another fid for the same file; one is enough
        if (!isNew)
            await file.DisposeAsync().ConfigureAwait(false);
        return node;
    }

    /// <summary>What is behind this node is gone; if there is ever a file of that identity again, it gets a node of its own.</summary>
    public void Forget(RemoteNode node)
    {
        lock (_gate)
        {
            if (_nodes.TryGetValue(node.Inode, out var known) && known.TryGetTarget(out var there) && there == node)
                _nodes.Remove(node.Inode);
        }
    }

    /// <summary>The server has no more fids for us: those that nobody holds any more are found and given back.</summary>
    public async ValueTask ReclaimAsync()
    {
        await Task.Run(static () =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }).ConfigureAwait(false);

        // the clunks have left before this one's answer is there
        await Root.GetAttributesAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private (RemoteNode Node, bool IsNew) Find(NinePFile file, int place)
    {
        var inode = file.Inode;
        if (inode == Root.Inode)
            return (Root, false);
        lock (_gate)
        {
            if (_nodes.TryGetValue(inode, out var known) && known.TryGetTarget(out var node) && node.Kind == file.Kind)
            {
                // a server whose fids are paths has lost the file of the old fid, if it was renamed or is another by now
                return (node, node.TryMove(file, place));
            }

            if (_nodes.Count >= _sweepAt)
                Sweep();
            node = new(this, file, place);
            _nodes[inode] = new(node);
            return (node, true);
        }
    }

    private void Sweep()
    {
        foreach (var (inode, known) in _nodes)
        {
            if (!known.TryGetTarget(out _))
                _nodes.Remove(inode);
        }

        _sweepAt = Math.Max(FirstSweep, _nodes.Count * 2);
    }
}
