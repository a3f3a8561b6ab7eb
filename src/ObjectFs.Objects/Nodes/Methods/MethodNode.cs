using ObjectFs.Objects.Access;
using ObjectFs.Objects.Methods;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>What methods have in the tree: the executable file, and the directory behind it. Looking at it calls nothing.</summary>
internal abstract class MethodNode(CallSite site, ulong inode) : DescribedNode
{
    public sealed override ulong Inode => inode;

    protected CallSite Site => site;

    protected sealed override Location Place => site.Place;

    /// <summary>Permission bits.</summary>
    protected abstract int Mode { get; }

    /// <summary>The bytes that a reader gets; 0 where he waits for them.</summary>
    protected virtual ValueTask<long> SizeAsync() => new(0L);

    /// <summary>Whether the content stays what it is.</summary>
    protected virtual bool IsConstant => false;

    /// <summary>Nanoseconds since 1970.</summary>
    protected virtual long Modified => site.Host.Born;

    public sealed override async ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken)
    {
        if (site.Host.Target is null)
            return Host.Gone;

        // at an exported object itself names lead to the same for good; below, the value of today decides
        var isFixed = site.Owner.Depth == 0;
        return new NodeAttributes
        {
            Kind = Kind,
            Inode = inode,
            Mode = Mode,
            Size = await SizeAsync().OffPool(),
            Modified = Modified,
            Freshness = isFixed && IsConstant ? Freshness.Constant : Freshness.Volatile,
            Name = isFixed && IsConstant ? Freshness.Constant : Freshness.Volatile,
        };
    }

    /// <summary>A shell that is about to write truncates first; that changes nothing. Modes and owners are the declaration's.</summary>
    public sealed override ValueTask<Result<NodeAttributes>> SetAttributesAsync(AttributeChanges changes, Caller caller, CancellationToken cancellationToken)
    {
        if (changes.Mode is { } mode && (mode & ModeBits.All) != Mode)
            return new(Refuse(caller, Errno.EPERM, "its mode is declared by the program"));
        if (changes.UserId is not (null or Caller.Unknown) || changes.GroupId is not (null or Caller.Unknown))
            return new(Refuse(caller, Errno.EPERM, "its owner is the owner of the mount"));
        return changes.Size is not null && (Mode & 0x80) == 0
            ? new(Refuse(caller, Errno.EACCES, "its mode does not let it be written"))
            : GetAttributesAsync(cancellationToken);
    }

    /// <summary>Why it may not be opened so, or null. Root is not asked for mode bits by the kernel; the declaration binds it too.</summary>
    protected Failure? Forbids(OpenFlags flags, Caller caller) =>
        site.Host.Target is null ? Host.Gone
        : (flags & (OpenFlags.Write | OpenFlags.Truncate)) != 0 && (Mode & 0x80) == 0 ? Refuse(caller, Errno.EACCES, "its mode does not let it be called so")
        : (flags & OpenFlags.Read) != 0 && (Mode & 0x100) == 0 ? Refuse(caller, Errno.EACCES, "its mode does not let it be read")
        : null;

    protected Failure Refuse(Caller caller, Errno errno, string sentence) => new Requester(site.Place, caller).Refuse(new(errno, sentence), null);
}
