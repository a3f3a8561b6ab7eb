using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <content>Symbolic links made in the twin, which wait to be renamed onto a reference. Bounded.</content>
internal sealed partial class Transaction
{
    private readonly Dictionary<(ulong Directory, string Name), PendingLink> _links = [];

    public PendingLink? FindLink(ulong directory, ReadOnlySpan<byte> name)
    {
        lock (_gate)
            return _links.Count == 0 ? null : _links.GetValueOrDefault((directory, Encoding.UTF8.GetString(name)));
    }

    public Result<Node> AddLink(ulong directory, ReadOnlySpan<byte> name, ReadOnlySpan<byte> target)
    {
        lock (_gate)
        {
            if (Occupied() is { } refusal)
                return refusal;
            var key = (directory, Encoding.UTF8.GetString(name));
            if (_links.ContainsKey(key))
                return Errno.EEXIST;
            if (_links.Count == Limits.PendingLinks)
                return Refuse(new(Errno.ENOSPC, $"{Limits.PendingLinks} links wait here already; remove them or rename them onto a member"));
            var link = new PendingLink(target.ToArray(), Objects.Registry.Inode.Child(Objects.Registry.Inode.Child(inode, BitConverter.GetBytes(directory)), name), registry.Now);
            _links.Add(key, link);
            return link;
        }
    }

    public bool RemoveLink(ulong directory, ReadOnlySpan<byte> name)
    {
        lock (_gate)
            return _links.Remove((directory, Encoding.UTF8.GetString(name)));
    }
}
