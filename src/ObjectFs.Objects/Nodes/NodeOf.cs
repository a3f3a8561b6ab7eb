using ObjectFs.Objects.Nodes.Collections;
using ObjectFs.Objects.Registry;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>Makes the node for what is to be seen at a location.</summary>
internal static class NodeOf
{
    /// <summary>The kind that a listing tells without reading: unknown where the value decides.</summary>
    public static NodeKind KindOf(Form declared) => declared == Form.Dynamic ? NodeKind.Unknown : NodeKind.File;

    /// <summary>A new node, or the one from before where it still fits.</summary>
    public static Node Create(Location location, Form form, ulong inode, Node? before = null) => form switch
    {
        Form.Object => before as ObjectDirectory ?? new ObjectDirectory(location, Mixed(inode, form), shape: null),
        Form.Link => before as ReferenceNode ?? new ReferenceNode(location, Mixed(inode, form)),
        Form.List => before as ListDirectory ?? new ListDirectory(location, Mixed(inode, form)),
        Form.Dictionary => before as DictionaryDirectory ?? new DictionaryDirectory(location, Mixed(inode, form)),
        Form.Set => before as SetDirectory ?? new SetDirectory(location, Mixed(inode, form)),
        Form.Sequence => before as SequenceFile ?? new SequenceFile(location, Mixed(inode, form)),
        Form.Future => before as FutureDirectory ?? new FutureDirectory(location, Mixed(inode, form)),
        _ => before as ValueFile ?? new ValueFile(location, inode),
    };

    /// <summary>The node of a location whose value decides what it is. One that cannot be read is a file, whose reader is told why.</summary>
    public static ValueTask<Result<Node>> LookAsync(Location location, ulong inode, Node? before)
    {
        var seen = location.ReadAsync(null, location, static location => (Result<Form>)Sight.Of(location).Form);
        return seen.IsCompletedSuccessfully ? new(Choose(seen.Result, location, inode, before)) : AwaitAsync(seen, location, inode, before);
    }

    private static async ValueTask<Result<Node>> AwaitAsync(ValueTask<Result<Form>> seen, Location location, ulong inode, Node? before) =>
        Choose(await seen.OffPool(), location, inode, before);

    private static Result<Node> Choose(Result<Form> seen, Location location, ulong inode, Node? before) =>
        seen.Errno is Errno.ESTALE or Errno.ENOENT ? Errno.ENOENT : Create(location, seen.TryGet(out var form) ? form : Form.Null, inode, before);

    // another kind of node is another inode
    private static ulong Mixed(ulong inode, Form form) => Inode.Child(inode, [(byte)form]);
}
