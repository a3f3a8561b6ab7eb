using ObjectFs.Tree;

namespace ObjectFs.NineP;

/// <content>Extended attributes, which only .L has.</content>
public sealed partial class NinePFile
{
    /// <summary>The value of an extended attribute, at most 64 KiB. ENODATA where there is none.</summary>
    public ValueTask<Result<ReadOnlyMemory<byte>>> GetXattrAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken = default)
    {
        var wrong = Check(name);
        return wrong != Errno.None && !name.Contains((byte)'/') ? new(wrong) : _operations.GetXattrAsync(this, name.ToArray(), cancellationToken);
    }

    /// <summary>The names of the extended attributes, each ended by NUL.</summary>
    public ValueTask<Result<ReadOnlyMemory<byte>>> ListXattrsAsync(CancellationToken cancellationToken = default) =>
        _operations.GetXattrAsync(this, [], cancellationToken);

    /// <summary>Sets an extended attribute.</summary>
    public ValueTask<Result> SetXattrAsync(
        ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, XattrFlags flags = XattrFlags.None, CancellationToken cancellationToken = default) =>
        name.IsEmpty ? new(Errno.EINVAL) : _operations.SetXattrAsync(this, name.ToArray(), value.ToArray(), flags, cancellationToken);

    /// <summary>Removes an extended attribute.</summary>
    public ValueTask<Result> RemoveXattrAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken = default) =>
        name.IsEmpty ? new(Errno.EINVAL) : _operations.SetXattrAsync(this, name.ToArray(), [], XattrFlags.Replace, cancellationToken);
}
