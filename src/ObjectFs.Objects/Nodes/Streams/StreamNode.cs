using ObjectFs.Objects.Access;
using ObjectFs.Objects.Live;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Streams;

/// <summary>A file that is only read, and only while it is open anything happens for it.</summary>
internal abstract class StreamNode(Location location, ulong inode) : DescribedNode
{
    public override NodeKind Kind => NodeKind.File;

    public override ulong Inode => inode;

    protected Location Location => location;

    protected override Location Place => location;

    protected ObjectRegistry Registry => location.Host.Registry;

    protected virtual int Mode => location.Mode & 0x124;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        location.Host.Target is null ? new(Host.Gone) : new(Attributes(0, location.Host.Born));

    public sealed override ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        if (location.Host.Target is null)
            return new(Host.Gone);
        if ((flags & OpenFlags.Write) != 0)
            return new(Refuse(caller, Errno.EACCES, "a stream can only be read"));
        return (Mode & 0x100) == 0 ? new(Refuse(caller, Errno.EACCES, "its mode does not let it be read")) : OpenAsync((flags & OpenFlags.NonBlocking) == 0, caller);
    }

    /// <summary>Opens it to be read.</summary>
    /// <param name="waits">Whether a read waits for what comes.</param>
    /// <param name="caller">Who hears of a refusal.</param>
    protected abstract ValueTask<Result<Handle>> OpenAsync(bool waits, Caller caller);

    protected NodeAttributes Attributes(long size, long modified) => new()
    {
        Kind = NodeKind.File,
        Inode = inode,
        Mode = Mode,
        Size = size,
        Modified = modified,
    };

    protected Failure Refuse(Caller caller, Errno errno, string sentence) => new Requester(location, caller).Refuse(new(errno, sentence), null);

    /// <summary>Lets a reader in that is told when the object is gone.</summary>
    protected Result Enter(Inbox inbox, Caller caller)
    {
        var entered = Registry.StreamReaders.TryEnter(location.Host, inbox);
        return entered.Succeeded ? entered : new Requester(location, caller).Refuse(entered.Failure, null);
    }

    protected void Leave(Inbox inbox) => Registry.StreamReaders.Leave(location.Host, inbox);
}
