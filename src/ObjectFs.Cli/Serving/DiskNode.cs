using System.Globalization;
using Microsoft.Win32.SafeHandles;
using ObjectFs.Cli.Native;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Serving;

/// <summary>A file, directory or symbolic link of a disk. Others (sockets, pipes, devices) are not shown: opening one could hang or do something. Thread-safe.
/// Its descriptor is closed when nobody has the node any more.</summary>
internal sealed unsafe partial class DiskNode : Node
{
    public const ulong RootInode = 1;
    private const int LongestLink = 4096;
    private readonly SafeFileHandle _place;
    private readonly bool _writable;

    public DiskNode(SafeFileHandle place, NodeKind kind, ulong inode, bool writable)
    {
        _place = place;
        _writable = writable;
        Kind = kind;
        Inode = inode;
    }

    public override NodeKind Kind { get; }

    public override ulong Inode { get; }

    /// <summary>The file again, for calls that know paths only; leads to what the descriptor has open, whatever its name is now.</summary>
    private string Again => PathOf(_place);

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        Libc.TryStatus(_place, out var status) ? new(Attributes(status)) : new(Libc.LastErrno);

    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken)
    {
        if (Kind != NodeKind.Directory)
            return new(Errno.ENOTDIR);
        return Name.IsValid(name) ? new(Child(Ended(name))) : new(Errno.ENOENT);
    }

    public override ValueTask<Result<ReadOnlyMemory<byte>>> ReadLinkAsync(CancellationToken cancellationToken)
    {
        if (Kind != NodeKind.Symlink)
            return new(Errno.EINVAL);

        var buffer = new byte[LongestLink];
        fixed (byte* empty = "\0"u8)
        fixed (byte* pointer = buffer)
        {
            var length = Libc.ReadLinkAt(_place, empty, pointer, LongestLink);
            return length >= 0 ? new(new ReadOnlyMemory<byte>(buffer, 0, (int)length)) : new(Libc.LastErrno);
        }
    }

    public override ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (Kind != NodeKind.Directory)
            return new(Errno.ENOTDIR);
        var opened = Retry(() => Libc.OpenAt(_place, ".\0"u8, Libc.ReadOnly | Libc.DirectoryOnly));
        return opened is not null ? new(new DiskListing(opened)) : new(Libc.LastErrno);
    }

    public override ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        if (Kind != NodeKind.File)
            return new(Kind == NodeKind.Directory ? Errno.EISDIR : Errno.ELOOP);
        if (!_writable && (flags & (OpenFlags.Write | OpenFlags.Truncate)) != 0)
            return new(Errno.EROFS);

        var opened = Retry(() => Libc.Open(Again, SystemFlags(flags)));

        // the path leads somewhere else once the descriptor is closed
        GC.KeepAlive(this);
        return opened is not null ? new(new DiskHandle(opened)) : new(Libc.LastErrno);
    }

    /// <summary>What the inode of a file is in the tree.</summary>
    public static ulong InodeOf(FileStatus status) => status.Identity > RootInode ? status.Identity : status.Identity + 2;

    /// <summary>What a file is in the tree, or null where it is not shown.</summary>
    public static NodeKind? KindOf(FileStatus status) =>
        status.IsDirectory ? NodeKind.Directory : status.IsRegular ? NodeKind.File : status.IsLink ? NodeKind.Symlink : null;

    /// <summary>The node of a name that ends with NUL.</summary>
    private Result<Node> Child(byte[] name)
    {
        var place = Retry(() => Libc.OpenAt(_place, name, Libc.PathOnly | Libc.NoFollow));
        return place is not null ? NodeAt(place) : Libc.LastErrno;
    }

    private Result<Node> NodeAt(SafeFileHandle place)
    {
        if (Libc.TryStatus(place, out var status) && KindOf(status) is { } kind)
            return new DiskNode(place, kind, InodeOf(status), _writable);

        place.Dispose();
        return new Failure(Errno.EOPNOTSUPP, "It is neither a file nor a directory nor a link.");
    }

    private NodeAttributes Attributes(FileStatus status) => new()
    {
        Kind = Kind,
        Inode = Inode,
        Mode = status.Mode & 0xFFF,
        Size = Kind == NodeKind.Directory ? 0 : status.Size,
        Links = status.Links,
        Modified = status.Modified,
        Changed = status.Changed,
        UserId = status.UserId,
        GroupId = status.GroupId,
    };

    private static int SystemFlags(OpenFlags flags)
    {
        var access = (flags & (OpenFlags.Read | OpenFlags.Write)) switch
        {
            OpenFlags.Write => Libc.WriteOnly,
            OpenFlags.Read | OpenFlags.Write => Libc.ReadWrite,
            _ => Libc.ReadOnly,
        };
        return access | Libc.NonBlocking | Libc.NoControllingTerminal
            | ((flags & OpenFlags.Truncate) != 0 ? Libc.Truncate : 0)
            | ((flags & OpenFlags.Append) != 0 ? Libc.Append : 0)
            | ((flags & OpenFlags.Exclusive) != 0 ? Libc.Exclusive : 0);
    }

    private static string PathOf(SafeFileHandle file) => string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{file.DangerousGetHandle()}");

    private static byte[] Ended(ReadOnlySpan<byte> name)
    {
        var ended = new byte[name.Length + 1];
        name.CopyTo(ended);
        return ended;
    }

    // nodes that nobody has any more may still hold descriptors: they are let go before anybody is refused for want of one
    private static SafeFileHandle? Retry(Func<SafeFileHandle?> open)
    {
        if (open() is { } opened)
            return opened;
        if (Libc.LastErrno != Errno.EMFILE)
            return null;

        GC.Collect();
        GC.WaitForPendingFinalizers();
        return open();
    }
}
