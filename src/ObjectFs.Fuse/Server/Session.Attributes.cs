using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <content>From a node's attributes to the kernel's, and how long they may be remembered.</content>
internal sealed unsafe partial class Session
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const ulong LongSeconds = 24 * 60 * 60;

    private readonly Lock _names = new();
    private long _nameChanges;

    private long NameChanges => Volatile.Read(ref _nameChanges);

    /// <summary>A name leads no longer where it did: answers that were asked for before must not be remembered.</summary>
    public void NameChanged()
    {
        lock (_names)
            _nameChanges++;
    }

    private static uint Owner(uint node, uint mount) => node == Caller.Unknown ? mount : node;

    private static long Nanoseconds(long seconds, uint nanoseconds) =>
        Math.Clamp(seconds, -9_000_000_000, 9_000_000_000) * NanosecondsPerSecond + Math.Min(nanoseconds, NanosecondsPerSecond - 1);

    private static (long Seconds, uint Nanoseconds) Split(long nanoseconds)
    {
        var seconds = Math.DivRem(nanoseconds, NanosecondsPerSecond, out var rest);
        return rest < 0 ? (seconds - 1, (uint)(rest + NanosecondsPerSecond)) : (seconds, (uint)rest);
    }

    /// <summary>Sends an answer with a name to be remembered, unless a name changed since the node was asked: then the kernel is to ask again.</summary>
    private Errno SendName(Request request, OutHeader* reply)
    {
        // whoever changes a name counts it under the lock before the kernel is told to forget, so that an old answer cannot come after that
        lock (_names)
        {
            if (_nameChanges != request.NamesSeen)
                ((EntryOut*)request.Payload)->EntryValid = 0;
            return _transport.Send((byte*)reply, (int)reply->Length);
        }
    }

    private ulong NameSeconds(Freshness freshness) => AttributeSeconds(freshness);

    private ulong AttributeSeconds(Freshness freshness) => freshness switch
    {
        Freshness.Constant when _options.KernelCache => LongSeconds,
        Freshness.Watched when _watch is not null => LongSeconds,
        _ => 0,
    };

    private void Fill(ref Attributes to, Node node, in NodeAttributes from)
    {
        var size = (ulong)Math.Max(from.Size, 0);
        to.Inode = from.Inode;
        to.Size = size;
        to.Blocks = (size + 511) / 512;
        (to.ModifySeconds, to.ModifyNanoseconds) = Split(from.Modified);
        (to.ChangeSeconds, to.ChangeNanoseconds) = from.Changed == 0 ? (to.ModifySeconds, to.ModifyNanoseconds) : Split(from.Changed);
        (to.AccessSeconds, to.AccessNanoseconds) = (to.ModifySeconds, to.ModifyNanoseconds);
        to.Mode = ((uint)from.Mode & 0xFFF) | Type(node.Kind);
        to.Links = (uint)Math.Max(from.Links, 1);
        to.UserId = Owner(from.UserId, _options.UserId);
        to.GroupId = Owner(from.GroupId, _options.GroupId);
        to.BlockSize = PageSize;
    }

    private static uint Type(NodeKind kind) => kind switch
    {
        NodeKind.Directory => Protocol.TypeDirectory,
        NodeKind.Symlink => Protocol.TypeSymlink,
        _ => Protocol.TypeFile,
    };
}
