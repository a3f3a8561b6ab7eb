using ObjectFs.Objects.Nodes.Streams;
using ObjectFs.Objects.Registry;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <content>Listing the members. Runs none of their getters.</content>
internal sealed partial class ObjectDirectory
{
    public override ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (_location.Host.Target is null)
            return new(Host.Gone);
        if (IsHost)
            return new(List(_children));
        var seen = _location.ReadAsync(caller, this, static directory => directory.Look());
        return seen.IsCompletedSuccessfully ? new(List(seen.Result)) : ListAsync(seen);
    }

    private async ValueTask<Result<DirectoryHandle>> ListAsync(ValueTask<Result<Children>> seen) => List(await seen.ConfigureAwait(false));

    private Result<DirectoryHandle> List(Result<Children> seen) => seen.TryGet(out var children) ? List(children) : seen.Failure;

    private CopiedListing List(Children children)
    {
        var entries = new List<Entry>(children.Shape.Members.Count + GeneratedFile.Names.Count);
        foreach (var member in children.Shape.Members)
            entries.Add(new(member.FileName, NodeOf.KindOf(member.Form), InodeOf(member)));
        foreach (var name in GeneratedFile.Names)
            entries.Add(new(name, NodeKind.File, Registry.Inode.Child(_inode, name)));
        return new CopiedListing(entries);
    }

    private Result<Node> Beside(ReadOnlySpan<byte> name)
    {
        if (WatchDirectory.IsName(name))
            return WatchFiles;
        var at = GeneratedFile.IndexOf(name);
        if (at < 0)
            return PendingLink(name);
        _beside ??= new Node?[GeneratedFile.Names.Count];
        return Keep(ref _beside[at], GeneratedFile.Create(at, _location, Registry.Inode.Child(_inode, name)));
    }

    private Node?[]? _beside;
}
