using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.WinFsp;

/// <content>What the tree tells of changes goes on to whoever watches a directory (ReadDirectoryChangesW), as the shell does.</content>
internal sealed partial class Volume
{
    /// <inheritdoc/>
    public void Changed(Node node) => _notices.Changed(node);

    /// <inheritdoc/>
    public void EntryChanged(Node parent, ReadOnlySpan<byte> name, Node? removed)
    {
        _folded.Forget(parent);
        _notices.NameGone(parent, _folded.LastShown(parent, Encoding.UTF8.GetString(name)), removed?.Kind ?? NodeKind.Directory);
    }
}
