using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <summary>
/// A directory as a file of stat records: goes on where it was, or begins again at 0; nothing else is an offset. One read at a time.
/// The directory is asked for some names at a time, and each of them for its attributes.
/// </summary>
internal sealed class StatListing : IDirectorySink
{
    private const int Batch = 64;

    private readonly Queue<(byte[] Name, ulong Next)> _names = new();
    private ulong _expected;
    private int _room;
    private ulong _cursor;
    private bool _isAtEnd;

    /// <summary>Puts whole records.</summary>
    /// <param name="session">Makes the records.</param>
    /// <param name="request">Whose fid the directory is.</param>
    /// <param name="offset">0, or where the last read ended.</param>
    /// <param name="to">Where they go.</param>
    /// <returns>Their bytes; 0 at the end.</returns>
    public async ValueTask<Result<int>> ReadAsync(Session session, Request request, ulong offset, Memory<byte> to)
    {
        if (offset == 0)
            Rewind();
        else if (offset != _expected)
            return new Failure(Errno.EINVAL, $"a directory is read on at {_expected}, or again at 0");

        // Linux fills what is left of its buffer by reading on for that little, and would take an error for the whole
        var fillsUp = offset != 0 && to.Length < _room;
        _room = to.Length;
        var length = 0;
        while (true)
        {
            if (_names.Count == 0 && !_isAtEnd)
            {
                // what has been put already is answered; whoever reads on hears of the failure
                var filled = await FillAsync(request).OffPool();
                if (!filled.Succeeded && length == 0)
                    return filled.Failure;
                if (!filled.Succeeded)
                    break;
            }

            if (!_names.TryPeek(out var entry))
                break;
            var put = await session.PutEntryAsync(request, entry.Name, to[length..]).OffPool();
            if (put.Errno == Errno.EMSGSIZE)
            {
                if (length == 0 && !fillsUp)
                    return new Failure(Errno.EINVAL, "there is no room for an entry");
                break;
            }

            // given up: the entry comes with the next read
            if (put.Errno == Errno.EINTR && length == 0)
                return put;
            if (put.Errno == Errno.EINTR)
                break;

            // who is gone meanwhile is left out
            length += put.TryGet(out var written) ? written : 0;
            _names.Dequeue();
        }

        _expected = offset + (ulong)length;
        return length;
    }

    /// <inheritdoc/>
    public bool TryAdd(ReadOnlySpan<byte> name, NodeKind kind, ulong inode, ulong next)
    {
        if (_names.Count >= Batch)
            return false;
        _cursor = next;
        if (name.Length is not 0 and <= Protocol.MaxName && !name.ContainsAny((byte)'/', (byte)0))
            _names.Enqueue((name.ToArray(), next));
        return true;
    }

    private async ValueTask<Result> FillAsync(Request request)
    {
        var before = _cursor;
        var result = await request.Fid!.Directory!.ReadAsync(_cursor, this, request.Cancellation).OffPool();
        _isAtEnd = result.Succeeded && _cursor == before;
        return result;
    }

    private void Rewind()
    {
        _names.Clear();
        _cursor = 0;
        _isAtEnd = false;
    }
}
