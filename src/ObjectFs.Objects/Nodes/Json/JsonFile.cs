using ObjectFs.Objects.Access;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Json;

/// <summary><c>.json</c> of an object: all of it to read, and all the members that a JSON object names to set, or none.</summary>
internal sealed class JsonFile(Location location, ulong inode) : DescribedNode
{
    private const int Readable = 0x124; // 0444
    private const int Writable = 0x1A4; // 0644

    private readonly OpenSize _size = new();

    public override NodeKind Kind => NodeKind.File;

    public override ulong Inode => inode;

    public Location Location => location;

    protected override Location Place => location;

    /// <summary>Size 0 unless somebody has it open: it reads every member, which is not known without cost.</summary>
    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) => AttributesAsync(_size.Value);

    public override ValueTask<Result<NodeAttributes>> GetAttributesWithoutSizeAsync(CancellationToken cancellationToken) => AttributesAsync(0);

    public override async ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        if ((flags & OpenFlags.Write) != 0 && (await FindModeAsync().OffPool() & 0x80) == 0)
            return Refuse(caller, Errno.EACCES, "none of its members can be written");
        if ((flags & OpenFlags.Read) == 0)
            return new JsonHandle(this, null, flags, caller);
        var rendered = await JsonRendering.RenderAsync(location, caller).OffPool();
        if (!rendered.TryGet(out var content))
            return rendered.Failure;
        var made = MadeHandle.Open(content, _size);
        return made.TryGet(out var handle) ? new JsonHandle(this, handle, flags, caller) : new Requester(location, caller).Refuse(made.Failure, null);
    }

    /// <summary>truncate(2) by path sets nothing. Modes and owners are the declaration's.</summary>
    public override async ValueTask<Result<NodeAttributes>> SetAttributesAsync(AttributeChanges changes, Caller caller, CancellationToken cancellationToken)
    {
        var mode = await FindModeAsync().OffPool();
        if (changes.Mode is { } wanted && (wanted & ModeBits.All) != mode)
            return Refuse(caller, Errno.EPERM, "its mode is declared by the program");
        if (changes.UserId is not (null or Caller.Unknown) || changes.GroupId is not (null or Caller.Unknown))
            return Refuse(caller, Errno.EPERM, "its owner is the owner of the mount");
        if (changes.Size is not null && (mode & 0x80) == 0)
            return Refuse(caller, Errno.EACCES, "none of its members can be written");
        return await GetAttributesAsync(cancellationToken).OffPool();
    }

    /// <summary>The refusal of what was done with this file, noted for <c>.error</c>.</summary>
    public Failure Refuse(Caller caller, Errno errno, string sentence) => new Requester(location, caller).Refuse(new(errno, sentence), null);

    private async ValueTask<Result<NodeAttributes>> AttributesAsync(long size) =>
        location.Host.Target is null
            ? Host.Gone
            : new NodeAttributes { Kind = NodeKind.File, Inode = inode, Mode = await FindModeAsync().OffPool(), Size = size, Modified = location.Host.Born };

    private async ValueTask<int> FindModeAsync()
    {
        // what an exported object shows is known without asking it
        var seen = location.Owner is null
            ? FindMode(location, location.Host.Target)
            : await location.ReadAsync(null, location, static location => (Result<int>)FindMode(location, location.Read())).OffPool();
        return (seen.TryGet(out var mode) ? mode : Readable) & location.PartMode;
    }

    private static int FindMode(Location location, object? value) =>
        value is not null && (location.CanWrite || !value.GetType().IsValueType) && JsonWritability.Of(location.Host.ShapeOf(value)) ? Writable : Readable;
}
