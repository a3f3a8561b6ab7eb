using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>An open <see cref="ValueFile"/>: the snapshot that its reader sees, and what its writer has staged. Partials by direction.</summary>
internal sealed partial class ValueHandle : Handle
{
    private readonly ValueFile _file;
    private readonly Location _location;
    private readonly OpenFlags _flags;
    private readonly Caller _caller;
    private readonly Lock _gate = new();

    public ValueHandle(ValueFile file, OpenFlags flags, Caller caller)
    {
        _file = file;
        _location = file.Location;
        _flags = flags;
        _caller = caller;
        _truncated = (flags & OpenFlags.Truncate) != 0;
    }
}
