using ObjectFs.Objects.Live;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>The file of a scalar, a text, bytes, or null.</summary>
internal sealed partial class ValueFile(Location location, ulong inode) : DescribedNode
{
    // longer than the text of every scalar but the longest flags, addresses and numbers, which take the slower way
    private const int StackBytes = 128;

    private readonly Waiters _waiters = new();
    private readonly OpenSize _opened = new();
    private PollListener? _listener;
    private int _fingerprint;
    private bool _seen;
    private volatile bool _isUnmeasured;
    private long _modified = location.Host.Born;

    public override NodeKind Kind => NodeKind.File;

    /// <summary>Whether the size that it tells is no more than a guess: whoever opens it learns the rest by reading.</summary>
    public bool IsUnsized => location.Lazy || _isUnmeasured;

    public override ulong Inode => inode;

    public Location Location => location;

    /// <summary>Whoever polls this file. Woken when the program tells of a change.</summary>
    public Waiters Waiters => _waiters;

    /// <summary>Hears for them what no woven setter tells.</summary>
    public PollListener Listener => _listener ?? Interlocked.CompareExchange(ref _listener, new PollListener(location, _waiters), null) ?? _listener!;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken)
    {
        if (location.Host.Target is null)
            return new(Host.Gone);
        if (location.Lazy)
            return new(Attributes(_opened.Value));
        var measured = location.FormatAsync(null, this, static file => file.Measure());
        return measured.IsCompletedSuccessfully ? new(Attributes(measured.Result)) : AttributesAsync(measured);
    }

    public override ValueTask<Result<NodeAttributes>> GetAttributesWithoutSizeAsync(CancellationToken cancellationToken)
    {
        if (Freshness == Freshness.Constant)
            return GetAttributesAsync(cancellationToken);
        if (location.Host.Target is not { } target)
            return new(Host.Gone);

        // the time of the next change is to be true, even if nobody has looked at the value
        if (location is MemberLocation { Owner: HostLocation, Member: { } member })
            Arm(target, member);
        return new(Attributes(0));
    }

    private async ValueTask<Result<NodeAttributes>> AttributesAsync(ValueTask<Result<long>> measured) =>
        Attributes(await measured.OffPool());

    // a getter that throws or takes too long costs the size, not the file
    private Result<NodeAttributes> Attributes(Result<long> size)
    {
        _isUnmeasured = !size.Succeeded;
        return size.Errno == Errno.ESTALE ? size.Failure : Attributes(size.TryGet(out var known) ? known : 0);
    }

    private NodeAttributes Attributes(long size) => new()
    {
        Kind = NodeKind.File,
        Inode = inode,
        Mode = location.Mode,
        Size = size,
        Modified = Modified,
        Freshness = Freshness,
        Name = NameOf(size),
    };

    // what is empty now is looked up at each opening: whoever copies by the size would find it empty for ever
    private Freshness NameOf(long size) =>
        location is { Owner: HostLocation, Member.Form: not Form.Dynamic } && (size != 0 || location.Lazy || Freshness == Freshness.Constant) ? Freshness.Constant : Freshness.Volatile;

    // what only a woven setter changes may be remembered until that setter tells
    private Freshness Freshness => location is { Owner: HostLocation, Member: { Accessor: var accessor, Form: not Form.Dynamic, Lazy: false } }
        ? accessor.IsConstant ? Freshness.Constant : accessor is { IsTrivial: true, NotifyBit: not null } ? Freshness.Watched : Freshness.Volatile
        : Freshness.Volatile;

    private long Modified => Math.Max(location.LastChange ?? 0, Interlocked.Read(ref _modified));

    // runs under the policy of the host, and may throw
    private Result<long> Measure()
    {
        if (location is MemberLocation { Member: { Scalar: { } cell } member } place)
        {
            var owner = place.ReadOwner(null);
            Arm(owner, member);
            Span<byte> text = stackalloc byte[StackBytes];
            if (cell.TryFormat(owner, text, out var written))
            {
                See(ValueText.Fingerprint(text[..written]));
                return written;
            }
        }
        else if (location is MemberLocation { Owner: HostLocation, Member: { } watched })
        {
            Arm(location.Host.Require(), watched);
        }

        var value = location.Read();
        if (ValueText.SizeOf(value) is { } size)
        {
            // what cannot be read has no size
            if (value is string && size > Limits.Text)
                return ValueText.TooLong;
            See(ValueText.Fingerprint(value));
            return size;
        }

        var content = ValueText.Render(location, value);
        See(ValueText.Fingerprint(content.Span));
        return content.Length;
    }

    private void Arm(object owner, Member member)
    {
        if (IsTold)
            location.Host.Arm(owner, member);
    }

    // of a part of the host its registry hears; a woven object that is shown in another's place, having left the tree, has nobody to tell
    private bool IsTold => location is { Owner: HostLocation, Member.Accessor.NotifyBit: not null };

    // mtime: where nobody tells of changes, a value that is another than last time is one
    private void See(int fingerprint)
    {
        if (Volatile.Read(ref _seen) && Volatile.Read(ref _fingerprint) == fingerprint)
            return;
        if (_seen && !IsTold)
            Interlocked.Exchange(ref _modified, location.Host.Registry.Now);
        _fingerprint = fingerprint;
        Volatile.Write(ref _seen, true);
    }

    /// <summary>A write has been set.</summary>
    public void Touch() => Interlocked.Exchange(ref _modified, location.Host.Registry.Now);
}
