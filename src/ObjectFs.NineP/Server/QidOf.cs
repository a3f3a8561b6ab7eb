using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <summary>From nodes to qids. The version is 0: nobody is to remember what can change at any moment.</summary>
internal static class QidOf
{
    public static Qid Node(Node node) => new(TypeOf(node.Kind), 0, node.Inode);

    public static QidType TypeOf(NodeKind kind) => kind switch
    {
        NodeKind.Directory => QidType.Directory,
        NodeKind.Symlink => QidType.Symlink,
        _ => QidType.File,
    };
}
