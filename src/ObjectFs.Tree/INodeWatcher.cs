namespace ObjectFs.Tree;

/// <summary>Hears of what it may have remembered. Calls come one at a time, from a thread of the tree's own, never from within a request; they return soon.</summary>
public interface INodeWatcher
{
    /// <summary>Attributes or content of a <see cref="Freshness.Watched"/> node are no longer what was last said.</summary>
    void Changed(Node node);

    /// <summary>A name leads no longer where it did.</summary>
    /// <param name="parent">The directory.</param>
    /// <param name="name">UTF-8, valid only during the call.</param>
    /// <param name="removed">The node that left the tree for good, or null where it only got another name.</param>
    void EntryChanged(Node parent, ReadOnlySpan<byte> name, Node? removed);
}
