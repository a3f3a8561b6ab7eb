using System.Runtime.CompilerServices;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <summary>The nodes from the root of an attachment to where a fid is, and their names. Nodes do not know where they are; fids have to. Not thread-safe.</summary>
internal sealed class FidPath
{
    /// <summary>Through the references of a tree that has no symbolic links one could walk for ever.</summary>
    public const int MaxDepth = 128;

    // what an ordinary path needs
    private const int FewSteps = 4;
    private const int FewBytes = 64;

    private (Node Node, int NameEnd)[] _steps = new (Node, int)[FewSteps];
    private byte[] _names = new byte[FewBytes];

    /// <summary>Nodes, the root included.</summary>
    public int Depth { get; private set; }

    /// <summary>Bytes that it takes beyond what every path does.</summary>
    public int ExtraBytes => ((_steps.Length - FewSteps) * Unsafe.SizeOf<(Node, int)>()) + _names.Length - FewBytes;

    public Node Node => _steps[Depth - 1].Node;

    /// <summary>The directory in which the node is; the root is in itself.</summary>
    public Node Parent => _steps[Math.Max(0, Depth - 2)].Node;

    /// <summary>The node's name in <see cref="Parent"/>; empty for the root.</summary>
    public ReadOnlySpan<byte> Name => Depth < 2 ? default : _names.AsSpan(_steps[Depth - 2].NameEnd..NameLength);

    private int NameLength => Depth == 0 ? 0 : _steps[Depth - 1].NameEnd;

    public Node NodeAt(int depth) => _steps[depth].Node;

    public ReadOnlySpan<byte> NameAt(int depth) => depth == 0 ? default : _names.AsSpan(_steps[depth - 1].NameEnd.._steps[depth].NameEnd);

    public void Begin(Node root)
    {
        Clear();
        Push(root, default);
    }

    /// <summary>Goes down.</summary>
    public void Push(Node node, ReadOnlySpan<byte> name)
    {
        if (Depth == _steps.Length)
            Array.Resize(ref _steps, Depth * 2);
        var start = NameLength;
        if (start + name.Length > _names.Length)
            Array.Resize(ref _names, (start + name.Length) * 2);
        name.CopyTo(_names.AsSpan(start));
        _steps[Depth++] = (node, start + name.Length);
    }

    /// <summary>Goes up; the root stays.</summary>
    public void Pop()
    {
        if (Depth > 1)
            _steps[--Depth] = default;
    }

    public void CopyFrom(FidPath other)
    {
        Clear();
        if (_steps.Length < other.Depth)
            _steps = new (Node, int)[other._steps.Length];
        if (_names.Length < other.NameLength)
            _names = new byte[other._names.Length];
        Array.Copy(other._steps, _steps, other.Depth);
        Array.Copy(other._names, _names, other.NameLength);
        Depth = other.Depth;
    }

    /// <summary>Goes along with what was moved, if that is on the path. Where it was moved out of what is attached, the path stays: there is none that leads to it.</summary>
    public void Follow(Move move)
    {
        for (var depth = 1; depth < Depth; depth++)
        {
            if (!Passes(depth, move))
                continue;
            FidPath moved = new();
            if (!TryJoin(depth, move.To, moved))
                return;
            moved.Push(_steps[depth].Node, move.NewName);
            for (var i = depth + 1; i < Depth; i++)
                moved.Push(_steps[i].Node, NameAt(i));
            CopyFrom(moved);
            return;
        }
    }

    // where the server follows links, what a link leads to stands in the place of the link
    private bool Passes(int depth, Move move) =>
        NodeAt(depth - 1).Inode == move.From.Inode
        && NameAt(depth).SequenceEqual(move.OldName)
        && (NodeAt(depth).Inode == move.Node.Inode || move.Node.Kind == NodeKind.Symlink);

    /// <summary>Puts the path to a directory that somebody else may have reached from another root: from a directory on this path above a depth, or its root, on.</summary>
    private bool TryJoin(int depth, FidPath directory, FidPath joined)
    {
        for (var start = 0; start < directory.Depth; start++)
        {
            for (var own = 0; own < depth; own++)
            {
                if (NodeAt(own).Inode != directory.NodeAt(start).Inode)
                    continue;
                for (var i = 0; i <= own; i++)
                    joined.Push(NodeAt(i), NameAt(i));
                for (var i = start + 1; i < directory.Depth; i++)
                    joined.Push(directory.NodeAt(i), directory.NameAt(i));
                return true;
            }
        }

        return false;
    }

    /// <summary>Lets the nodes go.</summary>
    public void Clear()
    {
        Array.Clear(_steps, 0, Depth);
        Depth = 0;
    }
}
