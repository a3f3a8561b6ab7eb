using ObjectFs.Tree;

namespace ObjectFs.Cli.Mounting;

/// <summary>The time of one connection: what nodes of it have in common.</summary>
/// <param name="number">Counts connections, from 1.</param>
/// <param name="root">Where its tree begins.</param>
/// <param name="ended">Ends with the connection.</param>
internal sealed class RemoteEra(int number, Node root, Task ended)
{
    private const ulong RootInode = 1;

    public Node Root { get; } = root;

    public bool HasEnded => ended.IsCompleted;

    /// <summary>The number of a node in the mounted tree, from that which the program has for it:
    /// a program that comes back counts anew, and its numbers must not mean what the former ones meant.</summary>
    public ulong InodeOf(ulong inode)
    {
        var mixed = unchecked(inode ^ ((ulong)(number - 1) * 0x9E3779B97F4A7C15));
        return mixed > RootInode ? mixed : unchecked(mixed + 2 + ((ulong)number << 32));
    }
}
