using ObjectFs.Objects.Nodes.Directories;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Registry;

// The nodes of instances that somebody looks at.
internal sealed partial class Extent
{
    private readonly Dictionary<long, WeakReference<Node>> _nodes = [];

    /// <summary>The identity of an instance.</summary>
    public ObjectId IdOf(long number) => new(Id, number);

    /// <summary>The node of an instance: the same for as long as somebody holds it.</summary>
    public Node NodeOf(long number)
    {
        if (CachedNodeOf(number) is { } known)
            return known;

        // Made outside the lock, because making one looks at the type; the first to come back wins.
        Node made = InstanceNodes.Create(Registry, IdOf(number));
        lock (_gate)
        {
            if (!_nodes.TryGetValue(number, out WeakReference<Node>? held))
                _nodes.Add(number, new WeakReference<Node>(made));
            else if (held.TryGetTarget(out Node? there))
                return there;
            else
                held.SetTarget(made);
        }

        return made;
    }

    /// <summary>The node of an instance, if anybody holds it.</summary>
    public Node? CachedNodeOf(long number)
    {
        lock (_gate)
            return _nodes.TryGetValue(number, out WeakReference<Node>? held) && held.TryGetTarget(out Node? node) ? node : null;
    }

    /// <summary>Drops the node of an instance that is gone.</summary>
    /// <param name="number">The instance.</param>
    /// <param name="node">The node, if anybody still holds it.</param>
    /// <returns>Whether anybody ever looked at the instance.</returns>
    public bool ForgetNode(long number, out Node? node)
    {
        node = null;
        lock (_gate)
        {
            if (!_nodes.Remove(number, out WeakReference<Node>? held))
                return false;
            held.TryGetTarget(out node);
            return true;
        }
    }

    private void ForgetNodes()
    {
        lock (_gate)
        {
            foreach ((long number, WeakReference<Node> held) in _nodes)
            {
                if (!held.TryGetTarget(out _))
                    _nodes.Remove(number);
            }
        }
    }
}
