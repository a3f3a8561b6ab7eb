using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <summary>
/// The nodes that the kernel knows: a number each (slot and generation), and how often it was told of them, until it forgets. Thread-safe.
/// </summary>
internal sealed class NodeTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, int> _slots = [];
    private readonly int _limit;
    private Entry[] _entries = new Entry[64];
    private int _used = 1;
    private int _free;

    public NodeTable(Node root, int limit)
    {
        _limit = limit;
        _entries[(int)Protocol.RootNodeId] = new Entry { Node = root, Lookups = 1 };
        _slots.Add(root.Inode, (int)Protocol.RootNodeId);
        _used = (int)Protocol.RootNodeId + 1;
    }

    /// <summary>How many there are beside the root.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _slots.Count - 1;
        }
    }

    /// <summary>The node of a number.</summary>
    public Node? Find(ulong nodeId)
    {
        lock (_gate)
            return TrySlot(nodeId, out var slot) ? _entries[slot].Node : null;
    }

    /// <summary>Counts one lookup more of a node; 0 where the table is full.</summary>
    public ulong Add(Node node)
    {
        lock (_gate)
        {
            if (!_slots.TryGetValue(node.Inode, out var slot))
            {
                if (_slots.Count > _limit)
                    return 0;

                slot = TakeSlot();
                _slots.Add(node.Inode, slot);
            }

            // the tree may have made the node anew meanwhile; the one that it knows is the one that hears of changes
            _entries[slot].Node = node;

            _entries[slot].Lookups++;
            return NodeId(slot);
        }
    }

    /// <summary>The number under which the kernel knows a node, or 0 where it does not.</summary>
    public ulong NodeIdOf(Node node)
    {
        lock (_gate)
            return _slots.TryGetValue(node.Inode, out var slot) ? NodeId(slot) : 0;
    }

    /// <summary>Gives the number of a node to another, which has none; whoever looks the first one up again gets another number.</summary>
    public void Replace(Node before, Node now)
    {
        lock (_gate)
        {
            if (before.Kind != now.Kind || _slots.ContainsKey(now.Inode) || !_slots.TryGetValue(before.Inode, out var slot) || slot == (int)Protocol.RootNodeId)
                return;

            _slots.Remove(before.Inode);
            _slots.Add(now.Inode, slot);
            _entries[slot].Node = now;
        }
    }

    /// <summary>Takes lookups back; at none the node is let go.</summary>
    public void Forget(ulong nodeId, ulong lookups)
    {
        lock (_gate)
        {
            if (nodeId == Protocol.RootNodeId || !TrySlot(nodeId, out var slot))
                return;

            ref var entry = ref _entries[slot];
            if (entry.Lookups > lookups)
            {
                entry.Lookups -= lookups;
                return;
            }

            _slots.Remove(entry.Node!.Inode);
            entry = new Entry { Generation = entry.Generation + 1, NextFree = _free };
            _free = slot;
        }
    }

    /// <summary>The numbers of all.</summary>
    public ulong[] All()
    {
        lock (_gate)
            return [.. _slots.Values.Select(NodeId)];
    }

    private ulong NodeId(int slot) => (uint)slot | ((ulong)_entries[slot].Generation << 32);

    private bool TrySlot(ulong nodeId, out int slot)
    {
        slot = (int)(nodeId & int.MaxValue);
        return (nodeId & 0x8000_0000) == 0 && slot < _used && _entries[slot].Node is not null && _entries[slot].Generation == (uint)(nodeId >> 32);
    }

    private int TakeSlot()
    {
        var slot = _free;
        if (slot != 0)
        {
            _free = _entries[slot].NextFree;
            return slot;
        }

        if (_used == _entries.Length)
            Array.Resize(ref _entries, _used * 2);
        return _used++;
    }

    private struct Entry
    {
        public Node? Node;
        public ulong Lookups;
        public uint Generation;
        public int NextFree;
    }
}
