using ObjectFs.Objects.Access;
using ObjectFs.Objects.Nodes.Streams;
using ObjectFs.Objects.Registry;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>The directory of an object: its members, and beside them what tells of the whole.</summary>
internal sealed partial class ObjectDirectory : DescribedNode
{
    private readonly Location _location;
    private readonly ulong _inode;
    private readonly Freshness _name;
    private Children _children;

    /// <summary>A directory at a location.</summary>
    /// <param name="location">Where the object is.</param>
    /// <param name="inode">The directory's inode.</param>
    /// <param name="shape">The object's shape where it stays what it is; null where the value decides each time.</param>
    /// <param name="name">How long the directory's name leads to it.</param>
    public ObjectDirectory(Location location, ulong inode, Shape? shape, Freshness name = Freshness.Volatile)
    {
        _name = name;
        _location = location;
        _inode = inode;
        _children = shape is null ? Children.None : new Children(shape);
    }

    public override NodeKind Kind => NodeKind.Directory;

    public override ulong Inode => _inode;

    public Location Location => _location;

    protected override Location Place => _location;

    protected override Facts? Declared => IsHost ? Facts.Of(_children.Shape.Type) : _location.Facts;

    /// <summary>As <c>.error</c> tells it.</summary>
    protected override Failure? Refusal => _location.Host.Registry.Refusals.In(_location)?.Failure;

    protected override long? Changed => _location.LastChange;

    private bool IsHost => _location.Depth == 0;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        _location.Host.Target is null
            ? new(Host.Gone)
            : new(new NodeAttributes
            {
                Kind = NodeKind.Directory,
                Inode = _inode,
                Mode = _location.Host.ObjectMode,
                Modified = _location.Host.Born,
                Freshness = IsHost ? Freshness.Constant : Freshness.Volatile,
                Name = _name,
            });

    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken)
    {
        if (_location.Host.Target is null)
            return new(Errno.ENOENT);
        if (GeneratedFile.IndexOf(name) is >= 0 and var beside)
            return new(Beside(beside));
        if (WatchDirectory.IsName(name))
            return new(WatchFiles);
        if (IsHost)
            return LookupIn(_children, name);

        var seen = _location.ReadAsync(null, this, static directory => directory.Look());
        return seen.IsCompletedSuccessfully ? LookupIn(seen.Result, name) : LookupAsync(seen, name.ToArray());
    }

    private async ValueTask<Result<Node>> LookupAsync(ValueTask<Result<Children>> seen, byte[] name) => await LookupIn(await seen.OffPool(), name).OffPool();

    private ValueTask<Result<Node>> LookupIn(Result<Children> looked, ReadOnlySpan<byte> name) =>
        looked.TryGet(out var children) ? LookupIn(children, name) : new(looked.Failure);

    private ValueTask<Result<Node>> LookupIn(Children children, ReadOnlySpan<byte> name)
    {
        if (children.Shape.Find(name) is not { } member)
            return FindMethod(children, name) is { } method ? new(method) : FindMade(name) is { } made ? new(made) : new(Errno.ENOENT);
        ref var child = ref children.Nodes[member.Ordinal];
        if (member.Form is Form.Events or Form.Content)
            return new(child ?? Keep(ref child, StreamOf(children, member)));
        if (member.Form != Form.Dynamic)
            return new(child ?? Keep(ref child, new ValueFile(LocationOf(children, member), InodeOf(member))));
        return LookAndKeepAsync(children, member);
    }

    private async ValueTask<Result<Node>> LookAndKeepAsync(Children children, Member member)
    {
        var before = children.Nodes[member.Ordinal];
        var looked = await NodeOf.LookAsync(LocationOf(children, member), InodeOf(member), before).OffPool();
        if (!looked.TryGet(out var node) || ReferenceEquals(node, before))
            return looked;

        // two looks at once agree on one node where both saw the same kind of thing: pollers wait at it
        var there = Interlocked.CompareExchange(ref children.Nodes[member.Ordinal], node, before);
        return there is not null && !ReferenceEquals(there, before) && there.GetType() == node.GetType() ? there : node;
    }

    private static Node Keep(ref Node? child, Node node) => Interlocked.CompareExchange(ref child, node, null) ?? node;

    /// <summary>The node of a member, where somebody has looked it up.</summary>
    public Node? Known(int ordinal) => ordinal < _children.Nodes.Length ? _children.Nodes[ordinal] : null;

    /// <summary>The shape of what is here, the host's or the value's of last time.</summary>
    public Shape Shape => _children.Shape;

    private MemberLocation LocationOf(Children children, Member member) => LocationOf(children.Shape, member);

    /// <summary>The place of a member here.</summary>
    public MemberLocation LocationOf(Shape shape, Member member) => new(_location, member, ownerIsStruct: shape.Type.IsValueType);

    private ulong InodeOf(Member member) =>
        IsHost ? Registry.Inode.OfMember(_inode, member.Ordinal) : Registry.Inode.Child(_inode, member.FileName);

    // runs under the policy of the host, and may throw
    private Result<Children> Look()
    {
        var value = _location.Read() ?? throw new RefusalException(Errno.ENOENT, "it is null now");
        var children = _children;
        if (children.Shape.Type != value.GetType())
            _children = children = new Children(Shape.Of(value.GetType()));
        return children;
    }

    private sealed class Children(Shape shape)
    {
        public static Children None { get; } = new(Shape.Of(typeof(object)));

        public Shape Shape => shape;

        public Node?[] Nodes { get; } = new Node?[shape.Members.Count];

        /// <summary>Made when a method is first looked up; its file and its directory by turns.</summary>
        public Node?[] Methods => field ??= new Node?[2 * shape.Methods.Methods.Count];
    }
}
