using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Tables;

/// <summary>The instances that have a value; found at the start of a listing, and the same until its end.</summary>
internal sealed class ByValueListing(ByValue value) : DirectoryHandle
{
    private ReadOnlyMemory<long> _numbers;

    public override async ValueTask<Result> ReadAsync(ulong cursor, IDirectorySink sink, CancellationToken cancellationToken)
    {
        if (cursor == 0)
        {
            if (!value.Type.IsSettled)
                await value.Type.SettleAsync().OffPool();
            var found = await value.FindAsync(cancellationToken).OffPool();
            if (!found.TryGet(out _numbers))
                return found.Failure;
        }

        Fill(cursor, sink);
        return Result.Success;
    }

    private void Fill(ulong cursor, IDirectorySink sink)
    {
        Span<byte> digits = stackalloc byte[InstanceNames.MaxDigits];
        for (var at = cursor; at < (ulong)_numbers.Length; at++)
        {
            var name = InstanceNames.Of(value.Type.Instances!, _numbers.Span[(int)at], digits);
            if (!name.IsEmpty && !sink.TryAdd(name, NodeKind.Symlink, Inode.Child(value.Inode, name), at + 1))
                break;
        }
    }
}
