using System.Collections.Immutable;
using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Directories;

/// <summary>A directory whose names are in a table, and whose instances are named by templates.</summary>
internal abstract partial class TableDirectory(ObjectRegistry registry, ulong inode) : RegistryDirectory(registry, inode)
{
    /// <summary>The names.</summary>
    public abstract DirectoryTable Table { get; }

    /// <summary>The extents whose instances may be here.</summary>
    public abstract ImmutableArray<Extent> Extents { get; }

    /// <summary>Whether every name that there is can be found at once.</summary>
    public bool IsSettled
    {
        get
        {
            foreach (Extent extent in Extents)
            {
                if (extent.Naming is { IsSettled: false })
                    return false;
            }

            return true;
        }
    }

    /// <summary>Whether some instances are shown only where code of the program says so.</summary>
    public bool HasConditions
    {
        get
        {
            foreach (Extent extent in Extents)
            {
                if (extent.When is { IsTrivial: false })
                    return true;
            }

            return false;
        }
    }

    /// <inheritdoc/>
    protected override long Modified
    {
        get
        {
            lock (Registry.Names)
                return Registry.Clock.ToUnixNanoseconds(Table.Modified);
        }
    }

    /// <summary>Names what was registered or has changed since the last look.</summary>
    public async ValueTask SettleAsync()
    {
        foreach (Extent extent in Extents)
        {
            if (extent.Naming is { IsSettled: false } naming)
                await naming.SettleAsync().OffPool();
        }
    }

    /// <inheritdoc/>
    protected override ValueTask<Result<Node>> FindAsync(ReadOnlySpan<byte> name)
    {
        // before the look: what is named between the two would be found by neither
        bool wasSettled = IsSettled;
        switch (Find(name, isVerified: false, out Node? node, out DirectoryEntry? entry))
        {
            case Found.Yes:
                return new(node!);
            case Found.No when wasSettled || name[0] == '.':
                // No encoded name starts with a dot: shells and editors ask for such all the time.
                return new(Absent);
            default:
                return FindLaterAsync(name.ToArray(), entry);
        }
    }

    /// <inheritdoc/>
    protected override Listing OpenListing(DirectoryHandle? extras) => new TableListing(this, extras);

    private async ValueTask<Result<Node>> FindLaterAsync(byte[] name, DirectoryEntry? doubtful)
    {
        Node? node;
        if (doubtful is not null)
        {
            // Named before, and perhaps renamed since.
            if (doubtful.Extent!.Naming is { } naming)
                await naming.RefreshAsync(doubtful.Number).OffPool();
            node = await FindVerifiedAsync(name).OffPool();
            if (node is not null)
                return node;
        }

        await SettleAsync().OffPool();
        node = await FindVerifiedAsync(name).OffPool();
        return node is not null ? node : Absent;
    }

    // what came after a directory had become empty and gone is in another of its name: at ESTALE a kernel that remembers this one looks there
    private Errno Absent
    {
        get
        {
            lock (Registry.Names)
                return Table.Parent is { IsRemoved: true } ? Errno.ESTALE : Errno.ENOENT;
        }
    }

    private async ValueTask<Node?> FindVerifiedAsync(byte[] name)
    {
        if (HasConditions)
            return await OwnThreads.Blocking.Run(() => Find(name, isVerified: true, out Node? there, out _) == Found.Yes ? there : null).OffPool();
        return Find(name, isVerified: true, out Node? node, out _) == Found.Yes ? node : null;
    }

    // What is not verified runs no code of the program.
    private Found Find(ReadOnlySpan<byte> name, bool isVerified, out Node? node, out DirectoryEntry? entry)
    {
        node = null;
        lock (Registry.Names)
        {
            if (!Table.TryFind(name, out entry))
                return Found.No;
        }

        node = entry.Node;
        if (node is not null)
            return Found.Yes;
        Extent extent = entry.Extent!;
        if (!extent.TryGet(entry.Number, out object? instance))
            return Found.No;
        if (!isVerified && (extent.When is { IsTrivial: false } || (!entry.IsLink && extent.Naming is { } naming && naming.IsStillNamed(entry.Number, instance) != true)))
            return Found.Doubtful;
        if (!extent.IsShown(instance))
            return Found.No;
        node = entry.IsLink ? new LinkNode(Registry, PathTables.DepthOf(Table), extent.IdOf(entry.Number), ChildInode(entry.Name)) : extent.NodeOf(entry.Number);
        return Found.Yes;
    }

    private enum Found
    {
        No,
        Yes,
        Doubtful,
    }
}
