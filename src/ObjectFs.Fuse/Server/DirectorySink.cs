using System.Runtime.CompilerServices;
using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <summary>Writes a listing into a request's answer (fuse_dirent, or fuse_direntplus with the node left out).</summary>
internal sealed unsafe class DirectorySink : IDirectorySink
{
    /// <summary>The offsets of . and .., above every cursor of a directory.</summary>
    private const ulong AfterSelf = (1UL << 62) + 1;
    private const ulong AfterParent = (1UL << 62) + 2;
    private const ulong UnknownInode = 0xFFFFFFFF;

    private readonly Request _request;
    private int _capacity;
    private int _prefix;

    public DirectorySink(Request request)
    {
        _request = request;
    }

    /// <summary>Bytes taken.</summary>
    public int Length { get; private set; }

    /// <summary>Starts an answer: adds . and .. where they are due.</summary>
    /// <returns>The cursor to read on from, or null where there is no room for more.</returns>
    public ulong? Begin(ulong offset, int capacity, ulong self, bool plus)
    {
        Length = 0;
        _capacity = capacity;
        _prefix = plus ? sizeof(EntryOut) : 0;
        if (offset == 0 && !Add("."u8, NodeKind.Directory, self, AfterSelf))
            return null;
        if (offset is 0 or AfterSelf && !Add(".."u8, NodeKind.Directory, self == 1 ? 1 : UnknownInode, AfterParent))
            return null;
        return offset is 0 or AfterSelf or AfterParent ? 0 : offset;
    }

    /// <inheritdoc/>
    public bool TryAdd(ReadOnlySpan<byte> name, NodeKind kind, ulong inode, ulong next)
    {
        // the kernel fails the whole listing for one name that cannot be; the entry is left out instead
        if (name.Length is 0 or > Protocol.MaxName || name.ContainsAny((byte)'/', (byte)0) || next is 0 or > 1UL << 62)
            return true;

        return Add(name, kind, inode, next);
    }

    private bool Add(ReadOnlySpan<byte> name, NodeKind kind, ulong inode, ulong next)
    {
        var size = (_prefix + sizeof(DirectoryEntry) + name.Length + 7) & ~7;
        if (size > _capacity - Length)
            return false;

        var at = _request.Payload + Length;
        if (_prefix != 0)
        {
            // node 0: the kernel takes the name and looks the node up when it needs it
            ref var plus = ref Unsafe.AsRef<EntryOut>(at);
            plus = default;
            plus.Attributes.Inode = inode;
            plus.Attributes.Mode = (uint)kind << 12;
        }

        var entry = (DirectoryEntry*)(at + _prefix);
        entry->Inode = inode;
        entry->Offset = next;
        entry->NameLength = (uint)name.Length;
        entry->Type = (uint)kind;
        var nameAt = new Span<byte>(entry + 1, size - _prefix - sizeof(DirectoryEntry));
        name.CopyTo(nameAt);
        nameAt[name.Length..].Clear();
        Length += size;
        return true;
    }
}
