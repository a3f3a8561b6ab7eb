using System.Text;
using ObjectFs.Objects.Registry;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <content>Listing the members, and the scratch files beside them. Runs no getters.</content>
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

    private async ValueTask<Result<DirectoryHandle>> ListAsync(ValueTask<Result<Children>> seen) => List(await seen.OffPool());

    private Result<DirectoryHandle> List(Result<Children> seen) => seen.TryGet(out var children) ? List(children) : seen.Failure;

    private CopiedListing List(Children children)
    {
        var entries = new List<Entry>(children.Shape.Members.Count + GeneratedFile.Names.Count);
        foreach (var member in children.Shape.Members)
            entries.Add(new(member.FileName, NodeOf.KindOf(member.Form), InodeOf(member)));
        foreach (var method in children.Shape.Methods.Methods)
        {
            entries.Add(new(method.FileName, NodeKind.File, Registry.Inode.Child(_inode, method.FileName)));
            entries.Add(new(method.DirectoryName, NodeKind.Directory, Registry.Inode.Child(_inode, method.DirectoryName)));
        }

        foreach (var name in GeneratedFile.Names)
            entries.Add(new(name, NodeKind.File, Registry.Inode.Child(_inode, name)));
        foreach (var (name, file) in Scratch.List(_location, _inode))
        {
            // an object of another class may have come here since, whose member has the name now
            var utf8 = Encoding.UTF8.GetBytes(name);
            if (!Holds(children.Shape, utf8))
                entries.Add(new(utf8, NodeKind.File, file.Inode));
        }

        return new CopiedListing(entries);
    }

    private Node Beside(int at)
    {
        _beside ??= new Node?[GeneratedFile.Names.Count];
        return Keep(ref _beside[at], GeneratedFile.Create(at, _location, Registry.Inode.Child(_inode, GeneratedFile.Names[at])));
    }

    private Node?[]? _beside;
}
