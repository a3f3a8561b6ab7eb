using ObjectFs.Cli.Native;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Serving;

/// <content>What changes a disk.</content>
internal sealed unsafe partial class DiskNode
{
    private const uint Unchanged = uint.MaxValue;
    private const long NanosecondsPerSecond = 1_000_000_000;

    public override ValueTask<Result<NodeAttributes>> SetAttributesAsync(AttributeChanges changes, Caller caller, CancellationToken cancellationToken)
    {
        if (!_writable)
            return new(Errno.EROFS);
        if (Kind == NodeKind.Symlink)
            return new(Errno.EOPNOTSUPP);
        if (changes.Size is not null && Kind != NodeKind.File)
            return new(Errno.EISDIR);

        var done = (changes.Size is not { } size || Libc.ChangeSize(Again, size) == 0)
            && (changes.Mode is not { } mode || Libc.ChangeMode(Again, (uint)mode & 0xFFF) == 0)
            && ((changes.UserId, changes.GroupId) is (null, null) || Libc.ChangeOwner(Again, changes.UserId ?? Unchanged, changes.GroupId ?? Unchanged) == 0)
            && (changes.Modified is not { } modified || TrySetTime(modified));
        var errno = Libc.LastErrno;
        return done ? GetAttributesAsync(cancellationToken) : new(errno);
    }

    public override ValueTask<Result<CreatedFile>> CreateAsync(
        ReadOnlySpan<byte> name, int mode, OpenFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        var refused = RefuseChange(name);
        if (refused != Errno.None)
            return new(refused);

        var ended = Ended(name);
        var opened = Retry(() => Libc.OpenAt(_place, ended, SystemFlags(flags) | Libc.Create | Libc.NoFollow, mode & 0xFFF));
        if (opened is null)
            return new(Libc.LastErrno);

        // what was opened is what becomes the node, whatever has its name by now
        var place = Retry(() => Libc.Open(PathOf(opened), Libc.PathOnly));
        if (place is null)
        {
            var errno = Libc.LastErrno;
            opened.Dispose();
            return new(errno);
        }

        var node = NodeAt(place);
        if (node.TryGet(out var file) && file.Kind == NodeKind.File)
            return new(new CreatedFile(file, new DiskHandle(opened)));

        opened.Dispose();
        return node.Succeeded ? new(Errno.EISDIR) : new(node.Failure);
    }

    public override ValueTask<Result<Node>> CreateDirectoryAsync(ReadOnlySpan<byte> name, int mode, Caller caller, CancellationToken cancellationToken)
    {
        var refused = RefuseChange(name);
        if (refused != Errno.None)
            return new(refused);

        var ended = Ended(name);
        fixed (byte* pointer = ended)
            return Libc.MakeDirectoryAt(_place, pointer, (uint)mode & 0xFFF) == 0 ? new(Child(ended)) : new(Libc.LastErrno);
    }

    public override ValueTask<Result<Node>> CreateSymlinkAsync(ReadOnlySpan<byte> name, ReadOnlySpan<byte> target, Caller caller, CancellationToken cancellationToken)
    {
        var refused = RefuseChange(name);
        if (refused != Errno.None)
            return new(refused);
        if (target.IsEmpty || target.Contains((byte)0))
            return new(Errno.EINVAL);

        var ended = Ended(name);
        fixed (byte* pointer = ended, link = Ended(target))
            return Libc.SymlinkAt(link, _place, pointer) == 0 ? new(Child(ended)) : new(Libc.LastErrno);
    }

    public override ValueTask<Result> RemoveAsync(ReadOnlySpan<byte> name, NodeKind kind, Caller caller, CancellationToken cancellationToken)
    {
        var refused = RefuseChange(name);
        if (refused != Errno.None)
            return new(refused);

        fixed (byte* pointer = Ended(name))
            return Libc.UnlinkAt(_place, pointer, kind == NodeKind.Directory ? Libc.RemoveDirectoryFlag : 0) == 0 ? Result.SuccessAsync : new(Libc.LastErrno);
    }

    public override ValueTask<Result> RenameAsync(
        ReadOnlySpan<byte> name, Node newParent, ReadOnlySpan<byte> newName, RenameFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        if (newParent is not DiskNode parent)
            return new(Errno.EXDEV);
        var refused = RefuseChange(name);
        if (refused == Errno.None)
            refused = parent.RefuseChange(newName);
        if (refused != Errno.None)
            return new(refused);

        fixed (byte* from = Ended(name), to = Ended(newName))
            return Libc.RenameAt(_place, from, parent._place, to, (uint)flags) == 0 ? Result.SuccessAsync : new(Libc.LastErrno);
    }

    private Errno RefuseChange(ReadOnlySpan<byte> name) =>
        Kind != NodeKind.Directory ? Errno.ENOTDIR : !_writable ? Errno.EROFS : Name.IsValid(name) ? Errno.None : Errno.EINVAL;

    private bool TrySetTime(long modified)
    {
        var seconds = Math.DivRem(modified, NanosecondsPerSecond, out var nanoseconds);
        if (nanoseconds < 0)
            (seconds, nanoseconds) = (seconds - 1, nanoseconds + NanosecondsPerSecond);
        var times = stackalloc long[] { 0, Libc.OmitTime, seconds, nanoseconds };
        return Libc.SetTimes(Libc.CurrentDirectory, Again, times, 0) == 0;
    }
}
