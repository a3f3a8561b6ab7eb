using System.Diagnostics;
using ObjectFs.Objects.Nodes.Directories;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Tables;

/// <summary>
/// <c>.by/&lt;member&gt;</c>: a directory for each value that an instance has. Evaluated when it is listed and looked into. Where there are many instances and much is asked at once, as
/// by whoever walks all of it, what was found last is used again: for ten times as long as finding it took, so that a walk costs as much as there is to see, and not the square of it.
/// </summary>
internal sealed class ByMember(TypeDirectory type, MemberValues values, ulong inode) : Node
{
    private const int Much = 16;
    private const int Patience = 10;
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();

    // weak: nobody needs it but whoever is walking
    private readonly WeakReference<ValueIndex?> _index = new(null);
    private long _indexed;
    private TimeSpan _took;
    private long _asked;
    private int _count;

    public override NodeKind Kind => NodeKind.Directory;

    public override ulong Inode => inode;

    public TypeDirectory Type => type;

    public MemberValues Values => values;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        new(ByDirectory.AttributesOf(inode, values.Member.Mask, values.Extent));

    // no name of a value begins with a dot
    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken) =>
        name[0] == '.' ? new(Errno.ENOENT) : LookupAsync(name.ToArray(), cancellationToken);

    public override ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken) => new(new ByMemberListing(this));

    /// <summary>The instances that have a value now.</summary>
    /// <param name="name">The value's name.</param>
    /// <param name="first">Whether one of them is enough.</param>
    /// <param name="cancellationToken">Whoever asked gave up.</param>
    public async ValueTask<Result<ReadOnlyMemory<long>>> FindAsync(byte[] name, bool first, CancellationToken cancellationToken)
    {
        if (IsMuchAsked())
        {
            var indexed = Recent() is { } recent ? recent : await IndexAsync(cancellationToken).OffPool();
            if (indexed.TryGet(out var index))
                return index.NumbersOf(name);
            if (indexed.Errno != Errno.EFBIG)
                return indexed.Failure;
        }

        var search = new ValueSearch(new ValueName(name), first);
        var shown = await values.ShowAsync(search, cancellationToken).OffPool();
        return shown.Succeeded ? new ReadOnlyMemory<long>([.. search.Numbers]) : shown.Failure;
    }

    /// <summary>All values now. EFBIG where there are more than can be held.</summary>
    public async ValueTask<Result<ValueIndex>> IndexAsync(CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        var index = new ValueIndex();
        var shown = await values.ShowAsync(index, cancellationToken).OffPool();
        if (!shown.Succeeded)
            return shown.Failure;
        if (index.IsFull)
            return new Failure(Errno.EFBIG, $"{values.Member.Name} has more than {Limits.Values} different values: look one up by its name");
        index.Seal();
        lock (_gate)
        {
            _index.SetTarget(index);
            _indexed = Stopwatch.GetTimestamp();
            _took = Stopwatch.GetElapsedTime(begun, _indexed);
        }

        return index;
    }

    private async ValueTask<Result<Node>> LookupAsync(byte[] name, CancellationToken cancellationToken)
    {
        var found = await FindAsync(name, first: true, cancellationToken).OffPool();
        if (!found.TryGet(out var numbers))
            return found.Failure;
        return numbers.IsEmpty ? Errno.ENOENT : new ByValue(this, name, Registry.Inode.Child(inode, name));
    }

    private ValueIndex? Recent()
    {
        lock (_gate)
            return _index.TryGetTarget(out var index) && Stopwatch.GetElapsedTime(_indexed) < Patience * _took ? index : null;
    }

    private bool IsMuchAsked()
    {
        if (!values.AreMany)
            return false;
        lock (_gate)
        {
            var now = Stopwatch.GetTimestamp();
            if (Stopwatch.GetElapsedTime(_asked, now) > AtOnce)
                (_asked, _count) = (now, 0);
            return ++_count > Much;
        }
    }
}
