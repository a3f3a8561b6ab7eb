using System.Text;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Nodes.Json;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>What stands beside the members of an object: <c>.type</c>, <c>.text</c>, <c>.json</c>, <c>.error</c>. Made when opened.</summary>
internal sealed class GeneratedFile : Node
{
    private static readonly byte[][] All = [".error"u8.ToArray(), ".json"u8.ToArray(), ".text"u8.ToArray(), ".type"u8.ToArray()];
    private static readonly Func<Location, Caller?, ValueTask<Result<ReadOnlyMemory<byte>>>>?[] Makers = [ErrorAsync, null, TextAsync, TypeAsync];

    private readonly Location _object;
    private readonly ulong _inode;
    private readonly Func<Location, Caller?, ValueTask<Result<ReadOnlyMemory<byte>>>> _maker;

    private GeneratedFile(Func<Location, Caller?, ValueTask<Result<ReadOnlyMemory<byte>>>> maker, Location location, ulong inode)
    {
        _maker = maker;
        _object = location;
        _inode = inode;
    }

    /// <summary>Their names, UTF-8.</summary>
    public static IReadOnlyList<byte[]> Names => All;

    public override NodeKind Kind => NodeKind.File;

    public override ulong Inode => _inode;

    /// <summary>Which of <see cref="Names"/>, or -1.</summary>
    public static int IndexOf(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < All.Length; i++)
        {
            if (name.SequenceEqual(All[i]))
                return i;
        }

        return -1;
    }

    public static Node Create(int which, Location location, ulong inode) =>
        Makers[which] is { } maker ? new GeneratedFile(maker, location, inode) : new JsonFile(location, inode);

    public override async ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken)
    {
        if (_object.Host.Target is null)
            return Host.Gone;

        var size = (await _maker(_object, null).OffPool()).TryGet(out var content) ? content.Length : 0;
        return new NodeAttributes { Kind = NodeKind.File, Inode = _inode, Mode = 0x124 & _object.Host.ModeMask, Size = size, Modified = _object.Host.Born };
    }

    public override async ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        if ((flags & OpenFlags.Write) != 0)
            return Errno.EACCES;
        var made = await _maker(_object, caller).OffPool();
        if (!made.TryGet(out var content))
            return made.Failure;
        var opened = MadeHandle.Open(content, null);
        return opened.TryGet(out var handle) ? handle : new Requester(_object, caller).Refuse(opened.Failure, null);
    }

    private static ValueTask<Result<ReadOnlyMemory<byte>>> ErrorAsync(Location location, Caller? caller) =>
        new(new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(location.Host.Registry.Refusals.In(location)?.ToString() ?? "")));

    private static ValueTask<Result<ReadOnlyMemory<byte>>> TextAsync(Location location, Caller? caller) =>
        location.CallAsync(caller, location, static location => (Result<ReadOnlyMemory<byte>>)ValueText.Render(RecordText.Of(location.Read())));

    private static ValueTask<Result<ReadOnlyMemory<byte>>> TypeAsync(Location location, Caller? caller) =>
        location.ReadAsync(caller, location, static location => location.Read() is { } value
            ? (Result<ReadOnlyMemory<byte>>)TypeText.Of(location.Host.ShapeOf(value))
            : Errno.ENOENT);
}
