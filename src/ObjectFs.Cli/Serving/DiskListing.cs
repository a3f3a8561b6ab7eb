using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using ObjectFs.Cli.Native;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Serving;

/// <summary>The names of a directory of a disk, as they were when it was opened or rewound.</summary>
internal sealed unsafe class DiskListing(SafeFileHandle directory) : DirectoryHandle
{
    private const int BufferSize = 32 * 1024;
    private readonly List<(byte[] Name, NodeKind Kind, ulong Inode)> _entries = [];

    public override ValueTask<Result> ReadAsync(ulong cursor, IDirectorySink sink, CancellationToken cancellationToken)
    {
        if (cursor == 0 && Take() is var errno && errno != Errno.None)
            return new(errno);

        for (var i = (int)Math.Min(cursor, (ulong)_entries.Count); i < _entries.Count; i++)
        {
            var (name, kind, inode) = _entries[i];
            if (!sink.TryAdd(name.AsSpan(0, name.Length - 1), kind, inode, (ulong)i + 1))
                break;
        }

        return Result.SuccessAsync;
    }

    public override ValueTask CloseAsync()
    {
        directory.Dispose();
        return default;
    }

    private Errno Take()
    {
        _entries.Clear();

        // opened anew, it begins at the start
        using var reading = Libc.OpenAt(directory, ".\0"u8, Libc.ReadOnly | Libc.DirectoryOnly);
        if (reading is null)
            return Libc.LastErrno;

        var buffer = new byte[BufferSize];
        while (true)
        {
            nint length;
            fixed (byte* pointer = buffer)
                length = Libc.ReadDirectory(reading, pointer, BufferSize);
            if (length <= 0)
                return length == 0 ? Errno.None : Libc.LastErrno;
            Parse(buffer.AsSpan(0, (int)length));
        }
    }

    // struct linux_dirent64: ino[8] off[8] reclen[2] type[1] name, ended by NUL
    private void Parse(ReadOnlySpan<byte> records)
    {
        while (!records.IsEmpty)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(records[16..]);
            var name = records[19..length];
            name = name[..name.IndexOf((byte)0)];
            if (Name.IsValid(name))
                Add([.. name, 0]);
            records = records[length..];
        }
    }

    private void Add(byte[] name)
    {
        var descriptor = (int)directory.DangerousGetHandle();
        if (Libc.TryStatus(descriptor, name, Libc.NoFollowFlag, out var status) && DiskNode.KindOf(status) is { } kind)
            _entries.Add((name, kind, DiskNode.InodeOf(status)));
    }
}
