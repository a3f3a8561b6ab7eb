using System.Globalization;
using System.Text;
using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <content>Tstat and Twstat (stat(5)).</content>
internal sealed partial class Session
{
    private const int MaxRecord = 2048;

    private static readonly byte[] OwnName = Encoding.UTF8.GetBytes(Environment.UserName);

    private ValueTask<int> Stat(Request request)
    {
        if (!request.TryParse(out Tstat asked))
            return Malformed(request);
        if (!TryFind(request, asked.Fid, out var fid))
            return UnknownFid(request);
        request.Node = fid.Node;
        return request.Dialect == NinePDialect.Unix && fid.Node.Kind == NodeKind.Symlink
            ? StatLinkAsync(request)
            : Then(request, AttributesAsync(fid.Node, request.Cancellation), static (session, request, attributes) => session.AnswerStat(request, attributes, default));
    }

    private async ValueTask<int> StatLinkAsync(Request request)
    {
        var target = await request.Node!.ReadLinkAsync(request.Cancellation).OffPool();
        if (!target.TryGet(out var says))
            return RefusedAs(request, target.Failure);
        if (!IsTarget(says))
            return -(int)Errno.EIO;
        var result = await AttributesAsync(request.Node, request.Cancellation).OffPool();
        return result.TryGet(out var attributes)
            ? await AnswerStat(request, attributes, says.Span).OffPool()
            : RefusedAs(request, result.Failure);
    }

    private ValueTask<int> AnswerStat(Request request, in NodeAttributes attributes, ReadOnlySpan<byte> extension)
    {
        Span<byte> name = stackalloc byte[Protocol.MaxName];
        lock (_gate)
        {
            var path = request.Fid!.Path;
            var own = path.Depth > 1 ? path.Name : "/"u8;
            own.CopyTo(name);
            name = name[..own.Length];
        }

        // the record stands in the frame with a length of its own before it
        const int At = Protocol.HeaderSize + sizeof(ushort);
        var length = PutRecord(request.Reserve(At + MaxRecord + extension.Length).AsSpan(At), request.Dialect, request.Node!, attributes, name, extension);
        if (length == 0 || At + length > MessageSize)
            return Refused(request, Errno.ENAMETOOLONG, $"the record does not fit into a frame of {MessageSize} bytes");
        WireWriter writer = new(request.Answer, request.Dialect);
        writer.Begin(MessageType.Rstat, request.Tag);
        writer.WriteUInt16((ushort)length);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(request.Answer, At + length);
        return new(At + length);
    }

    /// <summary>Puts the record of an entry of the directory that a request reads.</summary>
    /// <returns>Its bytes; EMSGSIZE where there is not enough room.</returns>
    internal async ValueTask<Result<int>> PutEntryAsync(Request request, byte[] name, Memory<byte> to)
    {
        var directory = request.Fid!;
        var found = await directory.Node.LookupAsync(name, request.Cancellation).OffPool();
        if (!found.TryGet(out var node))
            return found.Failure;
        ReadOnlyMemory<byte> extension = default;
        if (node.Kind == NodeKind.Symlink)
        {
            var read = await ShowLinkAsync(request, directory, node).OffPool();
            if (!read.TryGet(out var shown))
                return read.Failure;
            (node, extension) = shown;
        }

        var result = await LookAsync(request, node).OffPool();
        if (!result.TryGet(out var attributes))
            return result.Failure;
        var length = PutRecord(to.Span, request.Dialect, node, attributes, name, extension.Span);
        return length == 0 ? Errno.EMSGSIZE : length;
    }

    /// <summary>The attributes of an entry. One that throws or is refused stands there with nothing known of it, and does not end the listing of the others.</summary>
    private async ValueTask<Result<NodeAttributes>> LookAsync(Request request, Node node)
    {
        try
        {
            var result = await AttributesAsync(node, request.Cancellation).OffPool();
            if (result.Succeeded || result.Errno is Errno.ENOENT or Errno.ESTALE or Errno.EINTR)
                return result;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !request.Cancellation.IsCancellationRequested)
        {
            // the one place for what escapes an entry while its directory is read
            Log.Escaped(_logger, request.Type, exception);
        }

        return new NodeAttributes { Kind = node.Kind, Inode = node.Inode, Mode = 0 };
    }

    /// <summary>A link as .u shows it, with what it says; 9P2000 shows what it leads to, or the link as an empty file where it leads nowhere.</summary>
    private async ValueTask<Result<(Node Node, ReadOnlyMemory<byte> Extension)>> ShowLinkAsync(Request request, Fid directory, Node link)
    {
        if (request.Dialect == NinePDialect.Unix)
        {
            var read = await link.ReadLinkAsync(request.Cancellation).OffPool();
            return !read.TryGet(out var says) ? read.Failure : IsTarget(says) ? (link, says) : (link, default);
        }

        FidPath path = new();
        lock (_gate)
            path.CopyFrom(directory.Path);
        var target = await LinkTarget.FindAsync(path, link, SearchAs(directory.Caller, request), request.Cancellation).OffPool();
        return (target.TryGet(out var node) ? node : link, default);
    }

    private int PutRecord(Span<byte> to, NinePDialect dialect, Node node, in NodeAttributes attributes, ReadOnlySpan<byte> name, ReadOnlySpan<byte> extension)
    {
        var (owner, group) = (OwnerOf(attributes), GroupOf(attributes));
        Span<byte> ownerName = stackalloc byte[64], groupName = stackalloc byte[16];
        ownerName = ownerName[..UserName(owner, ownerName)];
        group.TryFormat(groupName, out var groupLength, default, CultureInfo.InvariantCulture);
        var modified = (uint)Math.Clamp(attributes.Modified / 1_000_000_000, 0, uint.MaxValue);
        var type = dialect == NinePDialect.Plan9 && node.Kind == NodeKind.Symlink ? NodeKind.File : node.Kind;
        return new StatRecord
        {
            Qid = new Qid(QidOf.TypeOf(type), 0, node.Inode),
            Mode = (Permissions)((uint)attributes.Mode & 0x1FF) | type switch
            {
                NodeKind.Directory => Permissions.Directory,
                NodeKind.Symlink => Permissions.Symlink,
                _ => Permissions.None,
            },
            AccessTime = modified,
            ModifyTime = modified,
            Length = SizeOf(attributes),
            Name = name,
            UserName = ownerName,
            GroupName = groupName[..groupLength],
            ModifierName = ownerName,
            Extension = extension,
            UserId = owner,
            GroupId = group,
            ModifierId = owner,
        }.Write(to, dialect);
    }

    /// <summary>The name of the program's own user, the number of another.</summary>
    private int UserName(uint user, Span<byte> to)
    {
        if (user == _options.UserId && OwnName.AsSpan().TryCopyTo(to))
            return OwnName.Length;
        user.TryFormat(to, out var length, default, CultureInfo.InvariantCulture);
        return length;
    }

    /// <summary>Clients trust a size; one that may be too large by the time they read is worse than none.</summary>
    private ulong SizeOf(in NodeAttributes attributes) =>
        attributes.Kind != NodeKind.Directory && (_options.TellsSizes || attributes.Freshness == Freshness.Constant) ? (ulong)Math.Max(attributes.Size, 0) : 0;

    private ValueTask<int> ChangeStat(Request request)
    {
        if (!request.TryParse(out Twstat asked) || !StatRecord.TryRead(asked.Stat, request.Dialect, out var record))
            return Malformed(request);
        if (!TryFind(request, asked.Fid, out var fid))
            return UnknownFid(request);
        if (_options.ReadOnly)
            return Refused(Errno.EROFS);

        if (ChangesOf(record, fid.Node.Kind, request.Dialect, out var changes) is { } refusal)
            return Refused(request, Errno.EPERM, refusal);
        if (record.Name.IsEmpty || IsNameOf(fid, record.Name))
            return changes == default ? Settle(request) : Change(request, changes);

        // all or nothing: together they could be neither
        if (changes != default)
            return Refused(request, Errno.EINVAL, "rename and other changes come in messages of their own");
        lock (_gate)
        {
            if (fid.Path.Depth < 2)
                return Refused(request, Errno.EPERM, "the root has no other name");
        }

        return RenameTo(request, fid, fid, record.Name, RenameFlags.NoReplace);
    }

    private bool IsNameOf(Fid fid, ReadOnlySpan<byte> name)
    {
        lock (_gate)
            return fid.Path.Depth > 1 && fid.Path.Name.SequenceEqual(name);
    }

    // DMMOUNT has no name of its own
    private const Permissions NotKept = Permissions.AppendOnly | Permissions.Exclusive | Permissions.Authentication | Permissions.Temporary | (Permissions)0x1000_0000;

    /// <summary>What a record asks for; what is all ones or empty stays.</summary>
    /// <returns>Why not.</returns>
    private static string? ChangesOf(in StatRecord record, NodeKind kind, NinePDialect dialect, out AttributeChanges changes)
    {
        const uint Keep = uint.MaxValue;
        changes = default;
        if (record.Type != ushort.MaxValue || record.Device != Keep || record.Qid != new Qid((QidType)0xFF, Keep, ulong.MaxValue))
            return "type, device and qid of a file cannot be changed";
        if ((uint)record.Mode != Keep && (record.Mode & Permissions.Directory) != 0 != (kind == NodeKind.Directory))
            return "a file cannot become a directory, nor a directory a file";
        if (!record.UserName.IsEmpty || !record.ModifierName.IsEmpty)
            return "the owner of a file cannot be changed";
        if (!record.GroupName.IsEmpty)
            return "the group of a file cannot be changed by its name";
        if (record.ModifierId != Keep)
            return "who changed a file last cannot be changed";
        if (!record.Extension.IsEmpty)
            return "what a link says, or a device is, cannot be changed; remove it and make another";
        if ((uint)record.Mode != Keep && (record.Mode & NotKept) != 0)
            return "no file here is append-only, exclusive, temporary or one of authentication";

        // Linux sets both times when it touches a file; there is one
        if (dialect == NinePDialect.Plan9 && record.AccessTime != Keep && record.ModifyTime == Keep)
            return "the time of the last access cannot be changed";
        changes = new AttributeChanges
        {
            Mode = (uint)record.Mode == Keep ? null : (int)((uint)record.Mode & 0x1FF),
            Modified = record.ModifyTime == Keep ? null : record.ModifyTime * 1_000_000_000L,
            Size = record.Length == ulong.MaxValue ? null : (long)Math.Min(record.Length, long.MaxValue),
            UserId = record.UserId == Keep ? null : record.UserId,
            GroupId = record.GroupId == Keep ? null : record.GroupId,
        };
        return null;
    }

    /// <summary>A Twstat that changes nothing asks that everything be set.</summary>
    private ValueTask<int> Settle(Request request) =>
        request.Fid!.File is { } file ? ThenEmpty(request, file.FlushAsync(request.Cancellation)) : new(request.PutEmpty());
}
