using System.Buffers;
using System.Collections;
using System.Globalization;
using ObjectFs.Objects.Access;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>An enumerable that is no collection: JSON lines, made when the file is opened and never by stat, capped.</summary>
internal sealed class SequenceFile(Location location, ulong inode) : Node
{
    private readonly OpenSize _size = new();

    public override NodeKind Kind => NodeKind.File;

    public override ulong Inode => inode;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        location.Host.Target is null ? new(Host.Gone) : new(Attributes(_size.Value));

    public override ValueTask<Result<NodeAttributes>> GetAttributesWithoutSizeAsync(CancellationToken cancellationToken) =>
        location.Host.Target is null ? new(Host.Gone) : new(Attributes(0));

    public override async ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        if ((flags & OpenFlags.Write) != 0)
            return new Requester(location, caller).Refuse(new(Errno.EACCES, "an enumerable can only be read"), null);

        // enumerating is the program's code, whatever the getter is: it runs away from this thread
        var made = await location.CallAsync(caller, location, static location => (Result<ReadOnlyMemory<byte>>)Enumerate(location)).ConfigureAwait(false);
        return made.TryGet(out var content) ? new MadeHandle(content, _size) : made.Failure;
    }

    public override ValueTask<Result<ReadOnlyMemory<byte>>> GetXattrAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken) =>
        new(Xattrs.Get(name, location.Host.Registry.Refusals.Of(location)));

    public override ValueTask<Result<ReadOnlyMemory<byte>>> ListXattrsAsync(CancellationToken cancellationToken) =>
        new(Xattrs.List(location.Host.Registry.Refusals.Of(location)));

    private NodeAttributes Attributes(long size) => new() { Kind = NodeKind.File, Inode = inode, Mode = location.Mode & 0x124, Size = size, Modified = location.Host.Born };

    private static ReadOnlyMemory<byte> Enumerate(Location location)
    {
        var content = new ArrayBufferWriter<byte>(1024);
        var count = 0;
        foreach (var element in location.Read() as IEnumerable ?? Array.Empty<object>())
        {
            if (count++ == Limits.Lines || content.WrittenCount > Limits.Text)
            {
                content.Write(System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"$more\":\"only the first {count - 1} are shown\"}}\n")));
                break;
            }

            JsonText.Write(content, location, element);
            content.Write("\n"u8);
        }

        return content.WrittenMemory;
    }
}
