using ObjectFs.Objects.Access;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Collections;

/// <summary><c>+</c> in a list: what is written to it is added. Found by name and listed by nothing, because there is nothing to read.</summary>
internal sealed class AppendFile(AppendLocation location, ulong inode) : DescribedNode
{
    public override NodeKind Kind => NodeKind.File;

    public override ulong Inode => inode;

    protected override Location Place => location;

    protected override Facts? Declared => location.Facts;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        location.Host.Target is null
            ? new(Host.Gone)
            : new(new NodeAttributes { Kind = NodeKind.File, Inode = inode, Mode = location.Mode, Modified = location.Host.Born });

    /// <summary>A shell truncates what it opens: nothing to do.</summary>
    public override ValueTask<Result<NodeAttributes>> SetAttributesAsync(AttributeChanges changes, Caller caller, CancellationToken cancellationToken) =>
        changes is { Mode: null, UserId: null, GroupId: null }
            ? GetAttributesAsync(cancellationToken)
            : new(new Requester(location, caller).Refuse(new(Errno.EPERM, "its mode and owner are the program's"), null));

    public override ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken) =>
        location.Host.Target is null ? new(Host.Gone)
        : (flags & OpenFlags.Read) != 0 ? new(new Requester(location, caller).Refuse(new(Errno.EACCES, "it can only be written"), null))
        : new(new AppendHandle(location, caller));
}
