using ObjectFs.NineP.Client;
using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP;

/// <content>Content.</content>
public sealed partial class NinePFile
{
    /// <summary>Messages of one read that are under way at once.</summary>
    private const int ReadAhead = 8;

    private long _length = -1;
    private Listing? _listing;

    /// <summary>Reads. What takes more than one message is asked for in several at once, as far as the file is known to reach.</summary>
    /// <param name="offset">Bytes from the start.</param>
    /// <param name="buffer">Where the bytes go, each of them copied once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The bytes read; 0 at the end. Fewer than asked mean little: a server may answer so.</returns>
    public ValueTask<Result<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!IsOpen)
            return new(Errno.EBADF);
        if (offset < 0)
            return new(Errno.EINVAL);
        return buffer.Length <= Piece ? ReadPieceAsync(offset, buffer, cancellationToken) : ReadPiecesAsync(offset, buffer, cancellationToken);
    }

    /// <summary>Writes. What fits into one message leaves as one, at once; more goes piece by piece, because a server that sets a value has to see it in order.</summary>
    /// <param name="offset">Bytes from the start; not looked at where the file was opened to append.</param>
    /// <param name="data">What is written; not to be touched until the call is over.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The bytes that the server took; fewer than given only where it says so.</returns>
    public ValueTask<Result<int>> WriteAsync(long offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default)
    {
        if (!IsOpen)
            return new(Errno.EBADF);
        if (offset < 0)
            return new(Errno.EINVAL);
        return data.Length <= Piece && !AppendsByOffset ? WritePieceAsync(offset, data, cancellationToken) : WritePiecesAsync(offset, data, cancellationToken);
    }

    /// <summary>Offers the names of an open directory to a sink, as a <see cref="DirectoryHandle"/> does. One call at a time.</summary>
    /// <param name="cursor">0 for the start and a fresh look, else the <c>next</c> of the last name taken.</param>
    /// <param name="sink">Where the names go, without <c>.</c> and <c>..</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask<Result> ReadDirectoryAsync(ulong cursor, IDirectorySink sink, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sink);
        if (!IsOpen)
            return new(Errno.EBADF);
        if (Kind != NodeKind.Directory)
            return new(Errno.ENOTDIR);
        if (cursor == 0 || _listing is null)
            _listing = new(this, _operations);
        return _listing.ReadAsync(cursor, sink, cancellationToken);
    }

    private ValueTask<Result<int>> ReadPieceAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var call = Rent();
        call.Put(new Tread { Fid = Fid.Number, Offset = (ulong)offset, Count = (uint)buffer.Length });
        call.Destination = buffer;
        return call.CountAsync(cancellationToken);
    }

    private ValueTask<Result<int>> WritePieceAsync(long offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        var call = Rent();
        call.PutWrite(Fid.Number, (ulong)offset, data);
        return call.CountAsync(cancellationToken);
    }

    private async ValueTask<Result<int>> ReadPiecesAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        // one alone first: a file without a known end may give what comes to whoever asks first, and then nobody may ask twice
        var first = await ReadPieceAsync(offset, buffer[..Piece], cancellationToken).ConfigureAwait(false);
        if (!first.Succeeded || first.Value < Piece)
            return first;

        if (_length < 0 && await GetAttributesAsync(cancellationToken).ConfigureAwait(false) is { Succeeded: true, Value: var attributes })
            _length = attributes.Size;
        var done = Piece;
        var asked = Math.Min(buffer.Length, Math.Max(_length - offset, done));
        if (asked > done)
        {
            var count = await ReadAheadAsync(offset + done, buffer[done..(int)asked], cancellationToken).ConfigureAwait(false);
            done += count;
            if (done < asked)
                return done;
        }

        while (done < buffer.Length)
        {
            var piece = buffer.Slice(done, Math.Min(Piece, buffer.Length - done));
            var next = await ReadPieceAsync(offset + done, piece, cancellationToken).ConfigureAwait(false);
            if (!next.Succeeded)
                break;
            done += next.Value;
            if (next.Value < piece.Length)
                break;
        }

        return done;
    }

    /// <summary>Reads what is known to be there, several pieces at once.</summary>
    /// <returns>Bytes without a gap; a refusal after the first of them is for the next read to hear.</returns>
    private async ValueTask<int> ReadAheadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        Queue<(Task<Result<int>> Read, int Asked)> underWay = new();
        var sent = 0;
        var done = 0;
        var gap = false;
        while (underWay.Count > 0 || (sent < buffer.Length && !gap))
        {
            while (underWay.Count < ReadAhead && sent < buffer.Length && !gap)
            {
                var piece = buffer.Slice(sent, Math.Min(Piece, buffer.Length - sent));
                underWay.Enqueue((ReadPieceAsync(offset + sent, piece, cancellationToken).AsTask(), piece.Length));
                sent += piece.Length;
            }

            var (read, asked) = underWay.Dequeue();
            // even behind a gap: until they are over, they write into the buffer
            var result = await read.ConfigureAwait(false);
            if (gap)
                continue;
            var count = result.Succeeded ? result.Value : 0;
            done += count;
            gap = count < asked;
        }

        return done;
    }

    private async ValueTask<Result<int>> WritePiecesAsync(long offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        if (AppendsByOffset)
        {
            // 9P2000 knows no appending: the end is asked for
            var attributes = await GetAttributesAsync(cancellationToken).ConfigureAwait(false);
            if (!attributes.Succeeded)
                return attributes.Failure;
            offset = attributes.Value.Size;
        }

        var done = 0;
        do
        {
            var piece = data.Slice(done, Math.Min(Piece, data.Length - done));
            var result = await WritePieceAsync(offset + done, piece, cancellationToken).ConfigureAwait(false);
            if (!result.Succeeded)
                return done > 0 ? done : result;
            done += result.Value;
            if (result.Value < piece.Length)
                break;
        }
        while (done < data.Length);
        return done;
    }
}
