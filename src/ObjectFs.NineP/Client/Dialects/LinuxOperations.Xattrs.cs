using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client;

/// <content>Extended attributes: a fid that is read, or one that is written and sets the attribute when it is clunked.</content>
internal sealed partial class LinuxOperations
{
    // XATTR_SIZE_MAX of Linux
    private const int MaxXattr = 65536;

    public override async ValueTask<Result<ReadOnlyMemory<byte>>> GetXattrAsync(NinePFile file, byte[] name, CancellationToken cancellationToken)
    {
        var connection = file.Connection;
        var fid = connection.RentFid();
        var call = file.Rent();
        call.Put(new Txattrwalk { Fid = file.Fid.Number, NewFid = fid, Name = name });
        var found = await call.AnswerAsync(cancellationToken).ConfigureAwait(false);
        if (!found.TryGet(out var answer))
        {
            if (found.Errno == Errno.EINTR)
                connection.Clunk(fid);
            else
                connection.ReturnFid(fid);
            return found.Failure;
        }

        var result = answer.Size <= MaxXattr
            ? await ReadAllAsync(connection, fid, new byte[answer.Size], cancellationToken).ConfigureAwait(false)
            : new Failure(Errno.E2BIG, $"The attribute has {answer.Size} bytes, more than the {MaxXattr} that one can have.");
        connection.Clunk(fid);
        return result;
    }

    public override async ValueTask<Result> SetXattrAsync(
        NinePFile file, byte[] name, byte[] value, XattrFlags flags, CancellationToken cancellationToken)
    {
        var cloned = await file.CloneAsync(cancellationToken).ConfigureAwait(false);
        if (!cloned.TryGet(out var writer))
            return cloned.Failure;

        var call = writer.Rent();
        call.Put(new Txattrcreate { Fid = writer.Fid.Number, Name = name, Size = (ulong)value.Length, Flags = (uint)flags });
        var result = await call.DoneAsync(cancellationToken).ConfigureAwait(false);
        for (var done = 0; result.Succeeded && done < value.Length;)
        {
            var piece = value.AsMemory(done, Math.Min(file.Connection.DataSize, value.Length - done));
            var write = writer.Rent();
            write.PutWrite(writer.Fid.Number, (ulong)done, piece);
            var written = await write.CountAsync(cancellationToken).ConfigureAwait(false);
            result = written.Succeeded ? written.Value > 0 ? Result.Success : Errno.EIO : written.Failure;
            done += written.Succeeded ? written.Value : 0;
        }

        // the attribute is set now, and only now refused
        var closed = await writer.CloseAsync().ConfigureAwait(false);
        return result.Succeeded ? closed : result;
    }

    private static async ValueTask<Result<ReadOnlyMemory<byte>>> ReadAllAsync(
        Connection connection, uint fid, byte[] value, CancellationToken cancellationToken)
    {
        var done = 0;
        while (done < value.Length)
        {
            var piece = value.AsMemory(done, Math.Min(connection.DataSize, value.Length - done));
            var call = connection.Rent();
            call.Put(new Tread { Fid = fid, Offset = (ulong)done, Count = (uint)piece.Length });
            call.Destination = piece;
            var result = await call.CountAsync(cancellationToken).ConfigureAwait(false);
            if (!result.TryGet(out var count))
                return result.Failure;
            if (count == 0)
                break;
            done += count;
        }

        return (ReadOnlyMemory<byte>)value.AsMemory(0, done);
    }
}
