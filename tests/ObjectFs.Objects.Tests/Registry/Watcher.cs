using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Registry;

/// <summary>Notes what a gateway is told of one directory.</summary>
internal sealed class Watcher(Node of) : INodeWatcher
{
    public List<(string Name, Node? Removed)> Entries { get; } = [];

    public void Changed(Node node)
    {
    }

    public void EntryChanged(Node parent, ReadOnlySpan<byte> name, Node? removed)
    {
        if (parent == of)
            Entries.Add((Encoding.UTF8.GetString(name), removed));
    }
}
