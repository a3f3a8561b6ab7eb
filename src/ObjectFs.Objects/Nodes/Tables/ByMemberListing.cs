using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Tables;

/// <summary>The values of a member; found at the start of a listing, and the same until its end.</summary>
internal sealed class ByMemberListing(ByMember member) : DirectoryHandle
{
    private IReadOnlyList<byte[]> _names = [];

    public override async ValueTask<Result> ReadAsync(ulong cursor, IDirectorySink sink, CancellationToken cancellationToken)
    {
        if (cursor == 0)
        {
            var indexed = await member.IndexAsync(cancellationToken).OffPool();
            if (!indexed.TryGet(out var index))
                return indexed.Failure;
            _names = index.Names;
        }

        for (var at = cursor; at < (ulong)_names.Count; at++)
        {
            var name = _names[(int)at];
            if (!sink.TryAdd(name, NodeKind.Directory, Registry.Inode.Child(member.Inode, name), at + 1))
                break;
        }

        return Result.Success;
    }
}
