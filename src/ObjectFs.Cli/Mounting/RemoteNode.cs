using ObjectFs.Tree;

namespace ObjectFs.Cli.Mounting;

/// <summary>A node of a program that is connected to, for as long as that connection lasts. Thread-safe.</summary>
internal sealed class RemoteNode(RemoteTree tree, RemoteEra era, Node inner) : RemoteDelegate(tree)
{
    public override NodeKind Kind => inner.Kind;

    public override ulong Inode { get; } = era.InodeOf(inner.Inode);

    protected override Errno Absent => Errno.ESTALE;

    protected override string AbsentSentence => $"{Tree.Title} has ended since, and its objects with it. Look for it again by its path.";

    protected override bool TryReach(out Node node, out RemoteEra now)
    {
        node = inner;
        now = era;
        return !era.HasEnded;
    }
}
