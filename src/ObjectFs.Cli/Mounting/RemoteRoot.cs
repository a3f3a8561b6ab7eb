using ObjectFs.Tree;

namespace ObjectFs.Cli.Mounting;

/// <summary>The root of a program that may end and come back: it can be looked at all the time, so that a mount whose program is away can be told from one that
/// is dead. Thread-safe.</summary>
internal sealed class RemoteRoot(RemoteTree tree) : RemoteDelegate(tree)
{
    private const int ReadAndSearch = 0b101_101_101;
    private readonly Lock _gate = new();
    private NodeAttributes _told = new() { Kind = NodeKind.Directory, Inode = 1, Mode = ReadAndSearch };

    public override NodeKind Kind => NodeKind.Directory;

    public override ulong Inode => 1;

    protected override Errno Absent => Errno.ENOTCONN;

    protected override string AbsentSentence => $"{Tree.Title} has ended. Its files are back when it is.";

    public override async ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken)
    {
        var told = await base.GetAttributesAsync(cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            if (told.TryGet(out var attributes))
                _told = attributes;
            return told.Succeeded || told.Errno != Absent ? told : _told;
        }
    }

    protected override bool TryReach(out Node node, out RemoteEra now)
    {
        now = Tree.Era!;
        node = now?.Root!;
        return now is not null;
    }
}
