using System.Text;
using ObjectFs.Objects.Nodes.Directories;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Tables;

/// <summary><c>.by/&lt;member&gt;/&lt;value&gt;</c>: a link to each instance that has the value, called as the instance is.</summary>
internal sealed class ByValue(ByMember member, byte[] name, ulong inode) : Node
{
    public override NodeKind Kind => NodeKind.Directory;

    public override ulong Inode => inode;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        new(ByDirectory.AttributesOf(inode, member.Values.Member.Mask, member.Values.Extent));

    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken) =>
        name[0] == '.' ? new(Errno.ENOENT) : LookupAsync(name.ToArray(), cancellationToken);

    public override ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken) => new(new ByValueListing(this));

    /// <summary>Where the instances are.</summary>
    public TypeDirectory Type => member.Type;

    /// <summary>The numbers of the instances that have the value now.</summary>
    public ValueTask<Result<ReadOnlyMemory<long>>> FindAsync(CancellationToken cancellationToken) => member.FindAsync(name, first: false, cancellationToken);

    private async ValueTask<Result<Node>> LookupAsync(byte[] instanceName, CancellationToken cancellationToken)
    {
        var looked = await member.Type.LookupAsync(instanceName, cancellationToken).OffPool();
        if (!looked.TryGet(out var node))
            return looked.Failure;
        if (node is not ObjectDirectory { Location: HostLocation { Host: InstanceHost { Target: { } instance } } } || !member.Values.Extent.TryLocate(instance, out var number))
            return Errno.ENOENT;
        var search = new ValueSearch(new ValueName(name), first: true);
        await member.Values.ShowAsync(number, instance, search).OffPool();
        return search.Numbers.Count == 0 ? Errno.ENOENT : new ByLink(member.Values.Extent, number, Registry.Inode.Child(inode, instanceName));
    }

    public override string ToString() => Encoding.UTF8.GetString(name);
}
