using System.Buffers;
using System.Runtime.InteropServices;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client;

/// <summary>
/// The names of an open directory as they come from the server, kept until it is closed: so a cursor is a number of its own, whatever offsets a server uses and whether or not it can go back to one.
/// One read at a time.
/// </summary>
internal sealed class Listing
{
    private const int PageSize = 64 * 1024;

    // a listing without an end would fill the memory
    private const int MaxBytes = 512 << 20;

    private readonly NinePFile _file;
    private readonly FileOperations _operations;
    private readonly List<(int End, NodeKind Kind, ulong Inode)> _entries = [];
    private readonly List<byte> _names = [];
    private ulong _position;
    private bool _isAtEnd;

    public Listing(NinePFile file, FileOperations operations)
    {
        _file = file;
        _operations = operations;
    }

    /// <summary>Takes a name. Those that cannot be, and those of the directory itself and of the one above, are left out.</summary>
    public void Add(ReadOnlySpan<byte> name, NodeKind kind, ulong inode)
    {
        if (!Name.IsValid(name))
            return;
        _names.AddRange(name);
        _entries.Add((_names.Count, kind, inode));
    }

    /// <summary>Offers entries, asking the server for more as they run out.</summary>
    public async ValueTask<Result> ReadAsync(ulong cursor, IDirectorySink sink, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (cursor < (ulong)_entries.Count)
            {
                if (!Offer(ref cursor, sink))
                    return Result.Success;
                continue;
            }

            if (_isAtEnd)
                return Result.Success;
            var more = await FillAsync(cancellationToken).ConfigureAwait(false);
            if (!more.Succeeded)
                return more;
        }
    }

    private bool Offer(ref ulong cursor, IDirectorySink sink)
    {
        var names = CollectionsMarshal.AsSpan(_names);
        for (; cursor < (ulong)_entries.Count; cursor++)
        {
            var (end, kind, inode) = _entries[(int)cursor];
            var start = cursor == 0 ? 0 : _entries[(int)cursor - 1].End;
            if (!sink.TryAdd(names[start..end], kind, inode, cursor + 1))
                return false;
        }

        return true;
    }

    private async ValueTask<Result> FillAsync(CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(PageSize);
        var page = buffer.AsMemory(0, Math.Min(PageSize, _file.Connection.DataSize));
        var result = await _operations.ReadPageAsync(_file, _position, page, cancellationToken).ConfigureAwait(false);
        var refusal = result.Succeeded ? Take(page.Span[..result.Value]) : result.Failure;
        // the call is over, so that nobody writes there any more
        ArrayPool<byte>.Shared.Return(buffer);
        return refusal;
    }

    private Result Take(ReadOnlySpan<byte> page)
    {
        _isAtEnd = page.IsEmpty;
        if (_isAtEnd)
            return Result.Success;
        if (_names.Count + _entries.Count * 24L > MaxBytes)
            return new Failure(Errno.EFBIG, "The directory does not come to an end.");
        if (_operations.TakePage(_file, _position, page, this) is not { } next || next == _position)
            return new Failure(Errno.EPROTO, "The server lists this directory in a way that makes no sense.");
        _position = next;
        return Result.Success;
    }
}
