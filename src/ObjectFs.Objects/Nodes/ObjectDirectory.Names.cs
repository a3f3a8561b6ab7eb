using System.Text;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Nodes.Directories;
using ObjectFs.Objects.Nodes.Json;
using ObjectFs.Objects.Nodes.Scratch;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <content>
/// Names that come, go and move. Members stay; what editors do to replace a file is done to scratch files beside them: one that is renamed onto a member writes the member, and a member that is renamed
/// away leaves a copy under the new name.
/// </content>
internal sealed partial class ObjectDirectory
{
    public override ValueTask<Result<CreatedFile>> CreateAsync(ReadOnlySpan<byte> name, int mode, OpenFlags flags, Caller caller, CancellationToken cancellationToken) =>
        Name.IsValid(name) ? CreateAsync(name.ToArray(), mode, flags, caller, cancellationToken) : new(NoName);

    public override ValueTask<Result<Node>> CreateDirectoryAsync(ReadOnlySpan<byte> name, int mode, Caller caller, CancellationToken cancellationToken) =>
        Holds(name) ? new(Errno.EEXIST) : base.CreateDirectoryAsync(name, mode, caller, cancellationToken);

    public override ValueTask<Result> RemoveAsync(ReadOnlySpan<byte> name, NodeKind kind, Caller caller, CancellationToken cancellationToken) =>
        RemoveAsync(name.ToArray(), kind, caller, cancellationToken);

    public override ValueTask<Result> RenameAsync(
        ReadOnlySpan<byte> name, Node newParent, ReadOnlySpan<byte> newName, RenameFlags flags, Caller caller, CancellationToken cancellationToken) =>
        Name.IsValid(newName) ? RenameAsync(name.ToArray(), newParent, newName.ToArray(), flags, caller, cancellationToken) : new(NoName);

    /// <summary>Times are taken and not kept: what copies directories (<c>rsync -a</c>, <c>tar</c>) sets them at the end, and would fail there. Mode and owner are the declaration's.</summary>
    public override ValueTask<Result<NodeAttributes>> SetAttributesAsync(AttributeChanges changes, Caller caller, CancellationToken cancellationToken)
    {
        if (changes.Size is not null)
            return new(Errno.EISDIR);
        if (changes.Mode is { } mode && (mode & ModeBits.All) != _location.Host.ObjectMode)
            return new(Refuse(caller, Errno.EPERM, "its mode is declared by the program"));
        if (changes.UserId is not (null or Caller.Unknown) || changes.GroupId is not (null or Caller.Unknown))
            return new(Refuse(caller, Errno.EPERM, "its owner is the owner of the mount"));
        return GetAttributesAsync(cancellationToken);
    }

    /// <summary>The file or link of a name that somebody made beside the members, or null.</summary>
    public Node? FindMade(ReadOnlySpan<byte> name) => Scratch.Find(_location, _inode, name) is { } file ? file : FindLink(name);

    private static Failure NoName => new(Errno.EINVAL, "the name is not UTF-8");

    private ScratchFiles Scratch => _location.Host.Registry.Scratch;

    private async ValueTask<Result<CreatedFile>> CreateAsync(byte[] name, int mode, OpenFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        // what cannot be looked into has no room either: a value that is null now, a getter that takes too long
        var shape = await LookAtShapeAsync().OffPool();
        if (!shape.Succeeded)
            return shape.Failure;
        var found = await LookupAsync(name, cancellationToken).OffPool();
        if (found.TryGet(out var there))
            return (flags & OpenFlags.Exclusive) != 0 ? Errno.EEXIST : await OpenAsync(there, flags, caller, cancellationToken).OffPool();
        if (found.Errno != Errno.ENOENT)
            return found.Failure;
        if ((_location.Host.ObjectMode & 0x80) == 0)
            return Refuse(caller, Errno.EACCES, "its class lets nobody write here");
        var added = Scratch.Add(_location, _inode, Encoding.UTF8.GetString(name), mode, caller, default, mayReplace: false, out _);
        if (added.TryGet(out var file))
            return await OpenAsync(file, flags, caller, cancellationToken).OffPool();

        // somebody else has made it just now
        if (added.Errno == Errno.EEXIST && (flags & OpenFlags.Exclusive) == 0 && Scratch.Find(_location, _inode, name) is { } other)
            return await OpenAsync(other, flags, caller, cancellationToken).OffPool();
        return Refuse(caller, name, added.Failure);
    }

    private static async ValueTask<Result<CreatedFile>> OpenAsync(Node node, OpenFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        var opened = await node.OpenAsync(flags, caller, cancellationToken).OffPool();
        return opened.TryGet(out var handle) ? new CreatedFile(node, handle) : opened.Failure;
    }

    private async ValueTask<Result> RemoveAsync(byte[] name, NodeKind kind, Caller caller, CancellationToken cancellationToken)
    {
        var found = await LookupAsync(name, cancellationToken).OffPool();
        if (!found.TryGet(out var node))
            return found.Failure;
        if (node is not (ScratchFile or PendingLink))
            return Refuse(caller, Errno.EPERM, $"{Encoding.UTF8.GetString(name)} is a member of a class and cannot be removed; it can be written, and what is renamed onto it writes it");
        if (kind == NodeKind.Directory)
            return Errno.ENOTDIR;
        if (node is ScratchFile file)
            return Drop(file) ? Result.Success : Errno.ENOENT;
        return RemoveLink(name) ? Result.Success : Errno.ENOENT;
    }

    private async ValueTask<Result> RenameAsync(
        byte[] name, Node newParent, byte[] newName, RenameFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        var found = await LookupAsync(name, cancellationToken).OffPool();
        if (!found.TryGet(out var node))
            return found.Failure;

        // mv goes on by copying and removing
        if ((newParent as ObjectDirectory ?? (newParent as TypeDirectory)?.Members(newName)) is not { } there)
            return node is ScratchFile ? Errno.EXDEV : Refuse(caller, Errno.EPERM, Stays);
        switch (node)
        {
            case PendingLink link:
                return await RenameAsync(name, link, there, newName, flags, caller).OffPool();
            case ScratchFile file:
                return await RenameAsync(file, there, newName, flags, caller, cancellationToken).OffPool();
            case ValueFile or JsonFile when there.Inode == _inode && (flags & RenameFlags.Exchange) == 0:
                return await CopyAwayAsync(node, newName, flags, caller, cancellationToken).OffPool();
            default:
                return Refuse(caller, Errno.EPERM, Stays);
        }
    }

    private const string Stays = "a member of a class keeps its name and its place; cp copies its value";

    private Failure Refuse(Caller caller, byte[] name, Failure failure) =>
        failure.Sentence is { } sentence ? Refuse(caller, failure.Errno, $"{Encoding.UTF8.GetString(name)}: {sentence}") : failure;

    private Failure Refuse(Caller caller, Errno errno, string sentence) => new Requester(_location, caller).Refuse(new(errno, sentence), null);
}
