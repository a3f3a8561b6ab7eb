using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Serving;

/// <summary>A file or directory of a disk by its path, for systems that have no descriptors to hold directories by, such as Windows. Links of any kind are not shown, and what is one is never gone through,
/// except by a race with somebody who may put one there. Thread-safe.</summary>
internal sealed class PathNode(string path, NodeKind kind, ulong inode, bool writable) : Node
{
    private const int DirectoryMode = 0b111_101_101;
    private const int WritableMode = 0b110_100_100;
    private const int ReadOnlyMode = 0b100_100_100;

    public override NodeKind Kind => kind;

    public override ulong Inode => inode;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) => new(Try(() =>
    {
        FileSystemInfo info = kind == NodeKind.Directory ? new DirectoryInfo(path) : new FileInfo(path);
        if (!info.Exists)
            return Errno.ESTALE;
        return (Result<NodeAttributes>)new NodeAttributes
        {
            Kind = kind,
            Inode = inode,
            Mode = kind == NodeKind.Directory ? DirectoryMode : info.Attributes.HasFlag(FileAttributes.ReadOnly) ? ReadOnlyMode : WritableMode,
            Size = info is FileInfo file ? file.Length : 0,
            Links = 1,
            Modified = (info.LastWriteTimeUtc - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick,
        };
    }));

    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken)
    {
        if (kind != NodeKind.Directory)
            return new(Errno.ENOTDIR);
        var text = Encoding.UTF8.GetString(name);
        return CanBe(text) ? new(Try(() => Child(text))) : new(Errno.ENOENT);
    }

    public override ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken) =>
        kind == NodeKind.Directory ? new(new PathListing(path)) : new(Errno.ENOTDIR);

    public override ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        if (kind != NodeKind.File)
            return new(Errno.EISDIR);
        if (!writable && (flags & (OpenFlags.Write | OpenFlags.Truncate)) != 0)
            return new(Errno.EROFS);
        return new(Try(() => (Result<Handle>)new DiskHandle(Open(path, FileMode.Open, flags))));
    }

    public override ValueTask<Result<CreatedFile>> CreateAsync(ReadOnlySpan<byte> name, int mode, OpenFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        var text = Encoding.UTF8.GetString(name);
        if (RefuseChange(text) is var refused && refused != Errno.None)
            return new(refused);
        return new(Try(() =>
        {
            var handle = Open(Path.Combine(path, text), (flags & OpenFlags.Exclusive) != 0 ? FileMode.CreateNew : FileMode.OpenOrCreate, flags);
            var child = Child(text);
            if (child.TryGet(out var node))
                return (Result<CreatedFile>)new CreatedFile(node, new DiskHandle(handle));
            handle.Dispose();
            return child.Failure;
        }));
    }

    public override ValueTask<Result<Node>> CreateDirectoryAsync(ReadOnlySpan<byte> name, int mode, Caller caller, CancellationToken cancellationToken)
    {
        var text = Encoding.UTF8.GetString(name);
        if (RefuseChange(text) is var refused && refused != Errno.None)
            return new(refused);
        return new(Try(() =>
        {
            var whole = Path.Combine(path, text);
            if (Path.Exists(whole))
                return Errno.EEXIST;
            Directory.CreateDirectory(whole);
            return Child(text);
        }));
    }

    /// <summary>What a name is in the tree, or null where it is not shown.</summary>
    public static NodeKind? KindOf(FileAttributes attributes) =>
        attributes.HasFlag(FileAttributes.ReparsePoint) || attributes.HasFlag(FileAttributes.Device) ? null
        : attributes.HasFlag(FileAttributes.Directory) ? NodeKind.Directory
        : NodeKind.File;

    public static ulong InodeOf(string path) => Math.Max(BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(path))), DiskNode.RootInode + 1);

    /// <summary>Whether a name means on every system what it says; Windows makes of some names devices, streams and other names.</summary>
    public static bool CanBe(string name) => name.TrimStart('.') is { Length: > 0 } rest && Name.Encode(Name.Decode(rest)) == rest;

    private Result<Node> Child(string name)
    {
        var whole = Path.Combine(path, name);
        return KindOf(File.GetAttributes(whole)) is { } childKind
            ? new PathNode(whole, childKind, InodeOf(whole), writable)
            : new Failure(Errno.EOPNOTSUPP, "It is neither a file nor a directory.");
    }

    private Errno RefuseChange(string name) => kind != NodeKind.Directory ? Errno.ENOTDIR : !writable ? Errno.EROFS : CanBe(name) ? Errno.None : Errno.EINVAL;

    private static SafeFileHandle Open(string path, FileMode mode, OpenFlags flags)
    {
        var access = (flags & OpenFlags.Write) == 0 ? FileAccess.Read : (flags & OpenFlags.Read) == 0 ? FileAccess.Write : FileAccess.ReadWrite;
        var file = File.OpenHandle(path, mode, access, FileShare.ReadWrite | FileShare.Delete);
        if ((flags & OpenFlags.Truncate) != 0)
            RandomAccess.SetLength(file, 0);
        return file;
    }

    private static Result<T> Try<T>(Func<Result<T>> look)
    {
        try
        {
            return look();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Errno.ENOENT;
        }
        catch (UnauthorizedAccessException)
        {
            return Errno.EACCES;
        }
        catch (IOException exception)
        {
            return new Failure(Errno.EIO, exception.Message);
        }
    }
}
