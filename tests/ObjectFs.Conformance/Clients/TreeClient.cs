using System.Collections.Concurrent;
using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Clients;

/// <summary>A tree of nodes, walked in this process, with what the kernel does before it asks a file system.</summary>
/// <param name="root">The tree.</param>
/// <param name="tellsNumbers">Whether refusals come with their numbers.</param>
/// <param name="end">Ends what the tree comes from.</param>
public sealed partial class TreeClient(Node root, bool tellsNumbers = true, Action? end = null) : Client
{
    // a kernel holds what it has looked up, for as long as it likes; objects must be collected all the same
    private readonly ConcurrentDictionary<Node, Node> _held = new();

    public override Stat Stat(string path) => StatOf(Walk(path, follow: true));

    public override Stat LinkStat(string path) => StatOf(Walk(path, follow: false));

    public override OpenFile Open(string path, OpenFlags flags)
    {
        var node = Walk(path, follow: true);
        if (node.Kind == NodeKind.Directory)
            throw new RefusedException(Errno.EISDIR, $"open {path}");
        return new TreeFile(this, node, Take(node.OpenAsync(flags, Caller.Self, CancellationToken.None), $"open {path}"), flags);
    }

    public override OpenDirectory OpenDirectory(string path)
    {
        var node = Walk(path, follow: true);
        if (node.Kind != NodeKind.Directory)
            throw new RefusedException(Errno.ENOTDIR, $"opendir {path}");
        return new TreeDirectory(this, Take(node.OpenDirectoryAsync(Caller.Self, CancellationToken.None), $"opendir {path}"));
    }

    public override string ReadLink(string path)
    {
        var node = Walk(path, follow: false);
        if (node.Kind != NodeKind.Symlink)
            throw new RefusedException(Errno.EINVAL, $"readlink {path}");
        return Encoding.UTF8.GetString(Take(node.ReadLinkAsync(CancellationToken.None), $"readlink {path}").Span);
    }

    public override void Symlink(string target, string path)
    {
        var parent = Parent(path, out var name);
        MustNotExist(parent, name, path);
        Take(parent.CreateSymlinkAsync(Utf8(name), Utf8(target), Caller.Self, CancellationToken.None), $"symlink {path}");
    }

    public override void Rename(string from, string to)
    {
        var parent = Parent(from, out var name);
        var newParent = Parent(to, out var newName);
        Take(parent.LookupAsync(Utf8(name), CancellationToken.None), $"rename {from}");
        Take(parent.RenameAsync(Utf8(name), newParent, Utf8(newName), RenameFlags.None, Caller.Self, CancellationToken.None), $"rename {from} {to}");
    }

    public override void Remove(string path) => Remove(path, NodeKind.File);

    public override void RemoveDirectory(string path) => Remove(path, NodeKind.Directory);

    public override void MakeDirectory(string path)
    {
        var parent = Parent(path, out var name);
        MustNotExist(parent, name, path);
        Take(parent.CreateDirectoryAsync(Utf8(name), 0x1ED, Caller.Self, CancellationToken.None), $"mkdir {path}");
    }

    public override void Create(string path)
    {
        var parent = Parent(path, out var name);
        MustNotExist(parent, name, path);
        var made = Take(parent.CreateAsync(Utf8(name), 0x1A4, OpenFlags.Write | OpenFlags.Exclusive, Caller.Self, CancellationToken.None), $"creat {path}");
        made.Handle.CloseAsync().AsTask().GetAwaiter().GetResult();
    }

    public override OpenFile Make(string path)
    {
        const OpenFlags Flags = OpenFlags.Write | OpenFlags.Truncate;
        var parent = Parent(path, out var name);
        var made = Take(parent.CreateAsync(Utf8(name), 0x1A4, Flags, Caller.Self, CancellationToken.None), $"creat {path}");
        return new TreeFile(this, made.Node, made.Handle, Flags);
    }

    public override void Truncate(string path, long size) => Change(path, new AttributeChanges { Size = size });

    public override void ChangeMode(string path, int mode) => Change(path, new AttributeChanges { Mode = mode });

    public override byte[] GetXattr(string path, string name) =>
        Take(Walk(path, follow: true).GetXattrAsync(Utf8(name), CancellationToken.None), $"getxattr {path}").ToArray();

    public override IReadOnlyList<string> ListXattrs(string path) =>
        Encoding.UTF8.GetString(Take(Walk(path, follow: true).ListXattrsAsync(CancellationToken.None), $"listxattr {path}").Span)
            .Split('\0', StringSplitOptions.RemoveEmptyEntries);

    public override void SetXattr(string path, string name, byte[] value) =>
        Take(Walk(path, follow: true).SetXattrAsync(Utf8(name), value, XattrFlags.None, Caller.Self, CancellationToken.None), $"setxattr {path}");

    public override void RemoveXattr(string path, string name) =>
        Take(Walk(path, follow: true).RemoveXattrAsync(Utf8(name), Caller.Self, CancellationToken.None), $"removexattr {path}");

    public override void Dispose() => end?.Invoke();

    private void Change(string path, AttributeChanges changes) =>
        Take(Walk(path, follow: true).SetAttributesAsync(changes, Caller.Self, CancellationToken.None), $"setattr {path}");

    private void Remove(string path, NodeKind kind)
    {
        var parent = Parent(path, out var name);
        var node = Take(parent.LookupAsync(Utf8(name), CancellationToken.None), $"unlink {path}");
        if (node.Kind == NodeKind.Directory != (kind == NodeKind.Directory))
            throw new RefusedException(kind == NodeKind.Directory ? Errno.ENOTDIR : Errno.EISDIR, $"unlink {path}");
        Take(parent.RemoveAsync(Utf8(name), kind, Caller.Self, CancellationToken.None), $"unlink {path}");
    }

    private void MustNotExist(Node parent, string name, string path)
    {
        if (parent.LookupAsync(Utf8(name), CancellationToken.None).AsTask().GetAwaiter().GetResult().Succeeded)
            throw new RefusedException(Errno.EEXIST, path);
    }

    private Stat StatOf(Node node)
    {
        var attributes = Take(node.GetAttributesAsync(CancellationToken.None), "stat");
        return new(attributes.Kind, attributes.Mode, attributes.Size, attributes.Inode, attributes.Modified);
    }

    internal T Take<T>(ValueTask<Result<T>> task, string call)
    {
        var result = task.AsTask().GetAwaiter().GetResult();
        return result.Succeeded ? result.Value : throw new RefusedException(result.Errno, $"{call} ({result.Sentence})", tellsNumbers);
    }

    internal void Take(ValueTask<Result> task, string call)
    {
        var result = task.AsTask().GetAwaiter().GetResult();
        if (!result.Succeeded)
            throw new RefusedException(result.Errno, $"{call} ({result.Sentence})", tellsNumbers);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
