using ObjectFs.Objects.Methods;
using ObjectFs.Objects.Nodes.Streams;
using ObjectFs.Objects.Registry;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <content>The methods: an executable file each, and a directory of the same name behind a dot.</content>
internal sealed partial class ObjectDirectory
{
    private Node? FindMethod(Children children, ReadOnlySpan<byte> name)
    {
        var isHidden = name[0] == '.';
        var method = children.Shape.Methods.Find(isHidden ? name[1..] : name);
        return method is null ? null : isHidden ? DirectoryOf(children, method) : FileOf(children, method);
    }

    private Node FileOf(Children children, Method method)
    {
        ref var node = ref children.Methods[2 * method.Ordinal];
        return node ?? Keep(ref node, new MethodFile(new CallSite(_location, method), Registry.Inode.Child(_inode, method.FileName)));
    }

    private Node DirectoryOf(Children children, Method method)
    {
        ref var node = ref children.Methods[(2 * method.Ordinal) + 1];
        return node ?? Keep(ref node, new MethodDirectory(new CallSite(_location, method), Registry.Inode.Child(_inode, method.DirectoryName)));
    }

    /// <summary>Whether a name is found here, whatever is behind it.</summary>
    public bool Holds(ReadOnlySpan<byte> name) => Holds(Shape, name);

    private static bool Holds(Shape shape, ReadOnlySpan<byte> name) =>
        shape.Find(name) is not null || GeneratedFile.IndexOf(name) >= 0 || WatchDirectory.IsName(name)
        || shape.Methods.Find(name is [(byte)'.', .. var rest] ? rest : name) is not null;
}
