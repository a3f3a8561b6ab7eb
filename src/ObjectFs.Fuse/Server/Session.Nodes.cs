using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <content>Names and attributes: LOOKUP, FORGET, GETATTR, STATX, SETATTR, ACCESS, READLINK, STATFS.</content>
internal sealed unsafe partial class Session
{
    private const uint MayExecute = 1;
    private const uint MayWrite = 2;
    private const uint MayRead = 4;

    private ValueTask<int> Lookup(Request request)
    {
        var errno = request.ReadEntryName(0, out var name, out _);
        if (errno != Errno.None)
            return Refused(errno);
        if (_nodes.Find(request.Header->NodeId) is not { } parent)
            return Refused(Errno.ESTALE);

        request.NamesSeen = NameChanges;
        return Then(request, parent.LookupAsync(name, request.Cancellation), static (session, request, node) => session.Entry(request, node));
    }

    /// <summary>Answers with a node that the kernel may not know yet.</summary>
    private ValueTask<int> Entry(Request request, Node node)
    {
        request.Node = node;
        return Then(request, node.GetAttributesAsync(request.Cancellation), static (session, request, attributes) => new(session.AnswerEntry(request, attributes)));
    }

    private int AnswerEntry(Request request, in NodeAttributes attributes)
    {
        var node = request.Node!;
        var nodeId = _nodes.Add(node);
        if (nodeId == 0)
        {
            Log.LimitReached(_logger, _options.MaxNodes, "nodes", Errno.ENFILE);
            return -(int)Errno.ENFILE;
        }

        ref var entry = ref request.Out<EntryOut>();
        entry.NodeId = nodeId;
        entry.EntryValid = NameSeconds(attributes.Name);
        // the kernel drops an INVAL_INODE for a node it has not heard of yet, so that what is watched is remembered from GETATTR on only
        entry.AttributesValid = attributes.Freshness == Freshness.Constant ? AttributeSeconds(Freshness.Constant) : 0;
        Fill(ref entry.Attributes, node, attributes);
        request.RemembersName = entry.EntryValid != 0 && attributes.Name != Freshness.Constant;
        return sizeof(EntryOut);
    }

    private void BatchForget(Request request)
    {
        var room = (request.BodyLength - sizeof(BatchForgetIn)) / sizeof(ForgetOne);
        var forgotten = new ReadOnlySpan<ForgetOne>(request.Body + sizeof(BatchForgetIn), (int)Math.Min(request.In<BatchForgetIn>().Count, (uint)room));
        foreach (ref readonly var one in forgotten)
            _nodes.Forget(one.NodeId, one.Lookups);
    }

    private ValueTask<int> GetAttributes(Request request)
    {
        if (_nodes.Find(request.Header->NodeId) is not { } node)
            return Refused(Errno.ESTALE);

        request.Node = node;
        return Then(
            request, node.GetAttributesAsync(request.Cancellation), static (session, request, attributes) => new(session.AnswerAttributes(request, attributes)));
    }

    private int AnswerAttributes(Request request, in NodeAttributes attributes)
    {
        ref var answer = ref request.Out<AttributesOut>();
        answer.Valid = AttributeSeconds(attributes.Freshness);
        Fill(ref answer.Attributes, request.Node!, attributes);
        return sizeof(AttributesOut);
    }

    private ValueTask<int> Statx(Request request)
    {
        if (_nodes.Find(request.Header->NodeId) is not { } node)
            return Refused(Errno.ESTALE);

        request.Node = node;
        return Then(request, node.GetAttributesAsync(request.Cancellation), static (session, request, attributes) =>
        {
            Attributes plain = default;
            session.Fill(ref plain, request.Node!, attributes);
            ref var answer = ref request.Out<StatxOut>();
            answer.Valid = session.AttributeSeconds(attributes.Freshness);
            answer.FillFrom(plain);
            return new(sizeof(StatxOut));
        });
    }

    private ValueTask<int> SetAttributes(Request request)
    {
        if (_options.ReadOnly)
            return Refused(Errno.EROFS);
        if (_nodes.Find(request.Header->NodeId) is not { } node)
            return Refused(Errno.ESTALE);

        ref readonly var asked = ref request.In<SetAttributesIn>();
        var mask = (SetAttributesMask)asked.Valid;
        request.Node = node;
        if ((mask & SetAttributesMask.Size) == 0)
            return Change(request, Changes(asked, mask));
        if (asked.Size > long.MaxValue)
            return Refused(Errno.EFBIG);
        if ((mask & SetAttributesMask.FileHandle) == 0)
            return Change(request, Changes(asked, mask) with { Size = (long)asked.Size });
        if (_handles.Enter(asked.FileHandle) is not { } file)
            return Refused(Errno.EBADF);

        request.File = file;
        return InTurn(request, static (session, request) =>
            request.File!.File is { } handle
                ? session.Then(request, handle.TruncateAsync((long)request.In<SetAttributesIn>().Size, request.Cancellation), static (session, request) =>
                {
                    ref readonly var asked = ref request.In<SetAttributesIn>();
                    return session.Change(request, session.Changes(asked, (SetAttributesMask)asked.Valid));
                })
                : Refused(Errno.EISDIR));
    }

    private ValueTask<int> Change(Request request, AttributeChanges changes) => Then(
        request,
        changes == default
            ? request.Node!.GetAttributesAsync(request.Cancellation)
            : request.Node!.SetAttributesAsync(changes, request.Caller, request.Cancellation),
        static (session, request, attributes) => new(session.AnswerAttributes(request, attributes)));

    private AttributeChanges Changes(in SetAttributesIn asked, SetAttributesMask mask) => new()
    {
        Mode = (mask & SetAttributesMask.Mode) != 0 ? (int)(asked.Mode & 0xFFF) : null,
        UserId = (mask & SetAttributesMask.UserId) == 0 ? null : asked.UserId == _options.UserId ? Caller.Unknown : asked.UserId,
        GroupId = (mask & SetAttributesMask.GroupId) == 0 ? null : asked.GroupId == _options.GroupId ? Caller.Unknown : asked.GroupId,
        Modified = (mask & SetAttributesMask.ModifyTimeNow) != 0 ? (_options.Time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100
            : (mask & SetAttributesMask.ModifyTime) != 0 ? Nanoseconds(asked.ModifySeconds, asked.ModifyNanoseconds)
            : null,
    };

    private ValueTask<int> Access(Request request)
    {
        if (_nodes.Find(request.Header->NodeId) is not { } node)
            return Refused(Errno.ESTALE);

        request.Node = node;
        return Then(request, node.GetAttributesAsync(request.Cancellation), static (session, request, attributes) =>
            session.Permits(attributes, request.Caller, request.In<AccessIn>().Mask) ? Done : Refused(Errno.EACCES));
    }

    /// <summary>Whether the mode bits allow it. Nodes refuse even root what their bits do not hold at all, and this says so.</summary>
    private bool Permits(in NodeAttributes attributes, Caller caller, uint mask)
    {
        var mode = (uint)attributes.Mode;
        var bits = caller.UserId == 0 ? mode | (mode >> 3) | (mode >> 6)
            : caller.UserId == Owner(attributes.UserId, _options.UserId) ? mode >> 6
            : caller.GroupId == Owner(attributes.GroupId, _options.GroupId) ? mode >> 3
            : mode;
        mask &= MayRead | MayWrite | MayExecute;
        return (mask & bits) == mask && !(_options.ReadOnly && (mask & MayWrite) != 0);
    }

    private ValueTask<int> ReadLink(Request request)
    {
        const int PathMax = 4096;
        return _nodes.Find(request.Header->NodeId) is { } node
            ? Then(request, node.ReadLinkAsync(request.Cancellation), static (_, request, target) =>
                target.Length is > 0 and < PathMax ? new(request.Answer(target.Span)) : Refused(Errno.EIO))
            : Refused(Errno.ESTALE);
    }

    private ValueTask<int> Statfs(Request request)
    {
        ref var answer = ref request.Out<StatfsOut>();
        answer.Files = (ulong)_nodes.Count;
        answer.BlockSize = answer.FragmentSize = PageSize;
        answer.NameLength = Protocol.MaxName;
        return new(sizeof(StatfsOut));
    }
}
