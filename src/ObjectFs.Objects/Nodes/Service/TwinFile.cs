using ObjectFs.Objects.Access;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary>A value in a twin: the staged one, else the live one.</summary>
internal sealed class TwinFile(Transaction transaction, ulong key, Node live, Location location) : Node
{
    public override NodeKind Kind => NodeKind.File;

    public override ulong Inode => transaction.InodeOf(key, NodeKind.File);

    public Transaction Transaction => transaction;

    public ulong Key => key;

    public Location Location => location;

    /// <summary>The live file; null where a link is there.</summary>
    public ValueFile? Live => live as ValueFile;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) => AttributesAsync(tellSize: true, cancellationToken);

    public override ValueTask<Result<NodeAttributes>> GetAttributesWithoutSizeAsync(CancellationToken cancellationToken) => AttributesAsync(tellSize: false, cancellationToken);

    public override ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        if (location.Host.Target is null)
            return new(Host.Gone);
        if ((flags & OpenFlags.Write) != 0 && location.RefuseWrite() is { } noWrite)
            return new(Refuse(caller, noWrite));
        if ((flags & OpenFlags.Write) != 0 && Forms.OfDeclared(location.DeclaredType) == Form.Bytes)
            return new(Refuse(caller, new(Errno.EPERM, "bytes cannot be written in a transaction")));
        if ((flags & OpenFlags.Read) != 0 && location.RefuseRead() is { } noRead)
            return new(Refuse(caller, noRead));
        return new(new TwinHandle(this, flags, caller));
    }

    /// <summary>As of the live file: truncate(2) sets null where null may be; modes and owners stay; times are the value's.</summary>
    public override async ValueTask<Result<NodeAttributes>> SetAttributesAsync(AttributeChanges changes, Caller caller, CancellationToken cancellationToken)
    {
        if (changes.UserId is not (null or Caller.Unknown) || changes.GroupId is not (null or Caller.Unknown) || (changes.Mode is { } mode && (mode & ModeBits.All) != location.Mode))
            return Refuse(caller, new(Errno.EPERM, "its mode and owner are declared by the program"));
        if (changes.Size is not null)
        {
            var opened = await OpenAsync(OpenFlags.Write, caller, cancellationToken).OffPool();
            if (!opened.TryGet(out var handle))
                return opened.Failure;
            var truncated = await handle.TruncateAsync(changes.Size.Value, cancellationToken).OffPool();
            await handle.CloseAsync().OffPool();
            if (!truncated.Succeeded)
                return truncated.Failure;
        }

        return await GetAttributesAsync(cancellationToken).OffPool();
    }

    private async ValueTask<Result<NodeAttributes>> AttributesAsync(bool tellSize, CancellationToken cancellationToken)
    {
        var staged = transaction.Find(key);
        var known = tellSize && staged is null
            ? await live.GetAttributesAsync(cancellationToken).OffPool()
            : await live.GetAttributesWithoutSizeAsync(cancellationToken).OffPool();
        if (!known.TryGet(out var attributes))
            return known;
        return attributes with
        {
            Kind = NodeKind.File,
            Inode = Inode,
            Mode = location.Mode,
            Size = !tellSize ? 0 : staged?.Content.Length ?? attributes.Size,
            Modified = staged?.Time ?? attributes.Modified,
            Freshness = Freshness.Volatile,
            Name = Freshness.Volatile,
        };
    }

    private Failure Refuse(Caller caller, Failure failure) => new Requester(location, caller).Refuse(failure, null);
}
