using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <content>Tgetattr, Tsetattr, Tstatfs.</content>
internal sealed partial class Session
{
    private const uint BlockSize = 4096;

    private ValueTask<int> GetAttributes(Request request)
    {
        if (!request.TryParse(out Tgetattr asked))
            return Malformed(request);
        if (!TryFind(request, asked.Fid, out var fid))
            return UnknownFid(request);
        return Then(request, AttributesAsync(fid.Node, request.Cancellation), static (session, request, attributes) => session.AnswerAttributes(request, attributes));
    }

    /// <summary>What costs is not asked for where it will not be told.</summary>
    private ValueTask<Result<NodeAttributes>> AttributesAsync(Node node, CancellationToken cancellationToken) =>
        _options.TellsSizes ? node.GetAttributesAsync(cancellationToken) : node.GetAttributesWithoutSizeAsync(cancellationToken);

    private ValueTask<int> AnswerAttributes(Request request, in NodeAttributes attributes)
    {
        var node = request.Fid!.Node;
        var size = SizeOf(attributes);
        var (seconds, nanoseconds) = Split(attributes.Modified);
        var (changeSeconds, changeNanoseconds) = attributes.Changed == 0 ? (seconds, nanoseconds) : Split(attributes.Changed);
        return new(request.Put(new Rgetattr
        {
            Attributes = new Attributes
            {
                Valid = AttributeMask.Basic,
                Qid = QidOf.Node(node),
                Mode = ((uint)attributes.Mode & 0xFFF) | ((uint)node.Kind << 12),
                UserId = OwnerOf(attributes),
                GroupId = GroupOf(attributes),
                Links = (ulong)Math.Max(attributes.Links, 1),
                Size = size,
                BlockSize = BlockSize,
                Blocks = (size + 511) / 512,
                AccessSeconds = seconds,
                AccessNanoseconds = nanoseconds,
                ModifySeconds = seconds,
                ModifyNanoseconds = nanoseconds,
                ChangeSeconds = changeSeconds,
                ChangeNanoseconds = changeNanoseconds,
            },
        }));
    }

    private static (ulong Seconds, ulong Nanoseconds) Split(long nanoseconds)
    {
        var (seconds, rest) = Math.DivRem(Math.Max(nanoseconds, 0), 1_000_000_000);
        return ((ulong)seconds, (ulong)rest);
    }

    private ValueTask<int> SetAttributes(Request request)
    {
        if (!request.TryParse(out Tsetattr asked))
            return Malformed(request);
        if (!TryFind(request, asked.Fid, out var fid))
            return UnknownFid(request);
        if (_options.ReadOnly)
            return Refused(Errno.EROFS);

        var mask = (SetAttributeMask)asked.Valid;
        if ((mask & ~SetAttributeMask.All) != 0
            || (mask & (SetAttributeMask.AccessTime | SetAttributeMask.AccessTimeGiven)) == SetAttributeMask.AccessTimeGiven
            || (mask & (SetAttributeMask.ModifyTime | SetAttributeMask.ModifyTimeGiven)) == SetAttributeMask.ModifyTimeGiven)
        {
            return Refused(request, Errno.EINVAL, $"0x{asked.Valid:x} names no attributes");
        }

        if ((mask & SetAttributeMask.Size) != 0 && asked.Size > long.MaxValue)
            return Refused(Errno.EFBIG);
        var changes = ChangesOf(asked, mask);
        return changes == default ? new(request.PutEmpty()) : Change(request, changes);
    }

    private AttributeChanges ChangesOf(in Tsetattr asked, SetAttributeMask mask) => new()
    {
        Size = (mask & SetAttributeMask.Size) != 0 ? (long)asked.Size : null,
        Mode = (mask & SetAttributeMask.Mode) != 0 ? (int)(asked.Mode & 0xFFF) : null,
        UserId = (mask & SetAttributeMask.UserId) != 0 ? asked.UserId : null,
        GroupId = (mask & SetAttributeMask.GroupId) != 0 ? asked.GroupId : null,

        // a truncation sets the time by itself
        Modified = (mask & SetAttributeMask.ModifyTimeGiven) != 0 ? Nanoseconds(asked.ModifySeconds, asked.ModifyNanoseconds)
            : (mask & (SetAttributeMask.ModifyTime | SetAttributeMask.Size)) == SetAttributeMask.ModifyTime ? (_options.Time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100
            : null,
    };

    private static long Nanoseconds(ulong seconds, ulong nanoseconds) =>
        ((long)Math.Min(seconds, 9_000_000_000) * 1_000_000_000) + (long)Math.Min(nanoseconds, 999_999_999);

    /// <summary>Changes what a fid stands for; the size of what it has open, where it has.</summary>
    private ValueTask<int> Change(Request request, AttributeChanges changes)
    {
        var fid = request.Fid!;
        changes = changes with
        {
            UserId = changes.UserId == _options.UserId ? Caller.Unknown : changes.UserId,
            GroupId = changes.GroupId == _options.GroupId ? Caller.Unknown : changes.GroupId,
        };
        if (changes.Size is null || fid.File is null || (fid.Flags & OpenFlags.Write) == 0)
        {
            return IsForeign(fid.Caller)
                ? ChangeAsForeignAsync(request, changes)
                : Then(request, fid.Node.SetAttributesAsync(changes, fid.Caller, request.Cancellation), static (_, request, _) => new(request.PutEmpty()));
        }

        return ChangeOpenAsync(request, changes);
    }

    private async ValueTask<int> ChangeOpenAsync(Request request, AttributeChanges changes)
    {
        var fid = request.Fid!;
        var result = await InTurn(
            request,
            (session, request) => session.ThenEmpty(request, fid.File!.TruncateAsync(changes.Size!.Value, request.Cancellation))).OffPool();
        return result < 0 || changes with { Size = null } == default ? result : await Change(request, changes with { Size = null }).OffPool();
    }

    /// <summary>Size and time are for who may write, the mode for the owner of the file, the rest for the owner of the tree.</summary>
    private async ValueTask<int> ChangeAsForeignAsync(Request request, AttributeChanges changes)
    {
        var fid = request.Fid!;
        if (changes.UserId is not null || changes.GroupId is not null)
            return -(int)Errno.EPERM;
        if (changes.Mode is not null)
        {
            var known = await fid.Node.GetAttributesWithoutSizeAsync(request.Cancellation).OffPool();
            if (!known.TryGet(out var attributes))
                return RefusedAs(request, known.Failure);
            if (OwnerOf(attributes) != fid.Caller.UserId)
                return -(int)Errno.EPERM;
        }

        if (changes with { Mode = null } != default
            && await PermitAsync(fid.Node, fid.Caller, Access.Write, request.Cancellation).OffPool() is { Succeeded: false } refused)
        {
            return RefusedAs(request, refused.Failure);
        }

        var result = await fid.Node.SetAttributesAsync(changes, fid.Caller, request.Cancellation).OffPool();
        return result.Succeeded ? request.PutEmpty() : RefusedAs(request, result.Failure);
    }

    private ValueTask<int> Statfs(Request request)
    {
        if (!request.TryParse(out Tstatfs asked))
            return Malformed(request);
        return TryFind(request, asked.Fid, out _)
            ? new(request.Put(new Rstatfs { Magic = Protocol.FileSystemType, BlockSize = BlockSize, NameLength = Protocol.MaxName }))
            : UnknownFid(request);
    }
}
