using System.Globalization;
using System.Text;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Nodes.Scratch;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>A node of which extended attributes tell: what the declaration says, when it last changed, why it was last refused. Looking at them runs no code of the program's.</summary>
internal abstract class DescribedNode : Node
{
    private static readonly byte[] ChangedName = Encoding.UTF8.GetBytes($"{Facts.Prefix}changed\0");
    private static readonly byte[] ErrorName = Encoding.UTF8.GetBytes($"{Facts.Prefix}error\0");
    private static readonly byte[] Prefix = Encoding.UTF8.GetBytes(Facts.Prefix);

    /// <summary>What is refused here is noted for this place; null where nothing is.</summary>
    protected virtual Location? Place => null;

    /// <summary>What the declaration says.</summary>
    protected virtual Facts? Declared => null;

    /// <summary>The last refusal, or null.</summary>
    protected virtual Failure? Refusal => Place is { } place ? place.Host.Registry.Refusals.Of(place)?.Failure : null;

    /// <summary>Nanoseconds since 1970 of the last change that is known of, or null.</summary>
    protected virtual long? Changed => null;

    public sealed override ValueTask<Result<ReadOnlyMemory<byte>>> GetXattrAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken) =>
        new(Find(name) is { } text ? new ReadOnlyMemory<byte>(text) : Errno.ENODATA);

    public sealed override ValueTask<Result<ReadOnlyMemory<byte>>> ListXattrsAsync(CancellationToken cancellationToken)
    {
        var declared = Declared?.Names ?? [];
        var (isChanged, isRefused) = (Changed is not null, Refusal is not null);
        return new(new ReadOnlyMemory<byte>(isChanged || isRefused ? [.. declared, .. isChanged ? ChangedName : [], .. isRefused ? ErrorName : []] : declared));
    }

    /// <summary>What they tell comes from the program. A copy that brings back what it has read changes nothing, and is let.</summary>
    public sealed override ValueTask<Result> SetXattrAsync(
        ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, XattrFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        if (!name.StartsWith(Prefix))
            return base.SetXattrAsync(name, value, flags, caller, cancellationToken);
        var there = Find(name);
        if (there is null && (flags & XattrFlags.Replace) != 0)
            return new(Errno.ENODATA);
        if (there is not null && (flags & XattrFlags.Create) != 0)
            return new(Errno.EEXIST);
        return there is not null && value.SequenceEqual(there) ? Result.SuccessAsync : new(Refuse(name, caller));
    }

    public sealed override ValueTask<Result> RemoveXattrAsync(ReadOnlySpan<byte> name, Caller caller, CancellationToken cancellationToken) =>
        !name.StartsWith(Prefix) ? base.RemoveXattrAsync(name, caller, cancellationToken)
        : new(Find(name) is null ? Errno.ENODATA : Refuse(name, caller));

    public override ValueTask<Result<CreatedFile>> CreateAsync(ReadOnlySpan<byte> name, int mode, OpenFlags flags, Caller caller, CancellationToken cancellationToken) =>
        Kind == NodeKind.Directory ? new(Refuse(caller, ScratchFiles.NotHere)) : base.CreateAsync(name, mode, flags, caller, cancellationToken);

    public override ValueTask<Result<Node>> CreateDirectoryAsync(ReadOnlySpan<byte> name, int mode, Caller caller, CancellationToken cancellationToken) =>
        Kind == NodeKind.Directory
            ? new(Refuse(caller, new(Errno.EPERM, "no directories are made here: the program makes its objects")))
            : base.CreateDirectoryAsync(name, mode, caller, cancellationToken);

    public override ValueTask<Result<Node>> CreateSymlinkAsync(
        ReadOnlySpan<byte> name, ReadOnlySpan<byte> target, Caller caller, CancellationToken cancellationToken) =>
        Kind == NodeKind.Directory
            ? new(Refuse(caller, new(Errno.EPERM, "no links are made here, only beside the members of an object, to be renamed onto one")))
            : base.CreateSymlinkAsync(name, target, caller, cancellationToken);

    public override ValueTask<Result> RemoveAsync(ReadOnlySpan<byte> name, NodeKind kind, Caller caller, CancellationToken cancellationToken) =>
        Kind == NodeKind.Directory
            ? new(Refuse(caller, new(Errno.EPERM, "nothing is removed here: the program takes away what it shows")))
            : base.RemoveAsync(name, kind, caller, cancellationToken);

    public override ValueTask<Result> RenameAsync(
        ReadOnlySpan<byte> name, Node newParent, ReadOnlySpan<byte> newName, RenameFlags flags, Caller caller, CancellationToken cancellationToken) =>
        Kind == NodeKind.Directory
            ? new(Refuse(caller, new(Errno.EPERM, "nothing is renamed here: the program gives what it shows its names")))
            : base.RenameAsync(name, newParent, newName, flags, caller, cancellationToken);

    /// <summary>Notes a refusal, so that the person finds the sentence where the kernel passes on no more than the number.</summary>
    protected virtual Failure Refuse(Caller caller, Failure failure) => Place is { } place ? new Requester(place, caller).Refuse(failure, null) : failure;

    private byte[]? Find(ReadOnlySpan<byte> name) =>
        Declared?.Find(name) is { } text ? text
        : name.SequenceEqual(ChangedName.AsSpan()[..^1]) ? Changed is { } time ? Encoding.UTF8.GetBytes(Text(time)) : null
        : name.SequenceEqual(ErrorName.AsSpan()[..^1]) && Refusal is { } refusal ? Facts.Encode(refusal.ToString())
        : null;

    // 2026-03-01T12:00:00.1234567Z
    private static string Text(long nanoseconds) => DateTime.UnixEpoch.AddTicks(nanoseconds / 100).ToString("O", CultureInfo.InvariantCulture);

    private Failure Refuse(ReadOnlySpan<byte> name, Caller caller) =>
        Refuse(caller, new(Errno.EPERM, $"{Encoding.UTF8.GetString(name)} tells what the program says, and cannot be changed"));
}
