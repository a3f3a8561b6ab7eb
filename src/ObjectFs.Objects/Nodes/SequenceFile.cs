using System.Collections;
using System.Globalization;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>An enumerable that is no collection: JSON lines, made when the file is opened and never by stat, capped.</summary>
internal sealed class SequenceFile(Location location, ulong inode) : DescribedNode
{
    private readonly OpenSize _size = new();

    public override NodeKind Kind => NodeKind.File;

    public override ulong Inode => inode;

    protected override Location Place => location;

    protected override Facts? Declared => location.Facts;

    protected override long? Changed => location.LastChange;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        location.Host.Target is null ? new(Host.Gone) : new(Attributes(_size.Value));

    public override ValueTask<Result<NodeAttributes>> GetAttributesWithoutSizeAsync(CancellationToken cancellationToken) =>
        location.Host.Target is null ? new(Host.Gone) : new(Attributes(0));

    public override async ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        if ((flags & OpenFlags.Write) != 0)
            return new Requester(location, caller).Refuse(new(Errno.EACCES, "an enumerable can only be read"), null);
        if (location.RefuseRead() is { } refusal)
            return new Requester(location, caller).Refuse(refusal, null);

        // enumerating is the program's code, whatever the getter is: it runs away from this thread
        var made = await location.CallAsync(caller, location, static location => (Result<Draft>)Enumerate(location)).OffPool();
        if (!made.TryGet(out var draft))
            return made.Failure;
        var opened = MadeHandle.Open(await draft.FinishAsync().OffPool(), _size);
        return opened.TryGet(out var handle) ? handle : new Requester(location, caller).Refuse(opened.Failure, null);
    }

    private NodeAttributes Attributes(long size) => new() { Kind = NodeKind.File, Inode = inode, Mode = location.Mode & 0x124, Size = size, Modified = location.Host.Born };

    private static Draft Enumerate(Location location)
    {
        var draft = new Draft(location.Host.Registry);
        var count = 0;
        foreach (var element in location.Read() as IEnumerable ?? Array.Empty<object>())
        {
            if (count++ == Limits.Lines || draft.Length > Limits.Text)
            {
                draft.Add(System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"$more\":\"only the first {count - 1} are shown\"}}\n")));
                break;
            }

            draft.Add(element);
            draft.Add("\n"u8);
        }

        return draft;
    }
}
