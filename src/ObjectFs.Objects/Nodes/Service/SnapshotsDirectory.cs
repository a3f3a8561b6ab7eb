using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary><c>snap</c>: <c>mkdir snap/before</c> freezes the tree as text, so that <c>diff -r snap/before snap/after</c> shows what changed.</summary>
internal sealed class SnapshotsDirectory(ObjectRegistry registry, ulong inode) : MadeDirectories(registry, inode, Most, "snapshots")
{
    public const int Most = 8;

    protected override async ValueTask<Result<Node>> MakeAsync(string name, ulong own, CancellationToken cancellationToken)
    {
        var taken = await new Snapshotting(Objects.Now, cancellationToken).TakeAsync(Objects.Root, own).OffPool();
        return taken.TryGet(out var snapshot) ? snapshot : taken.Failure;
    }
}
