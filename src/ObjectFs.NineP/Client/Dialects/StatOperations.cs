using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client;

/// <summary>9P2000 and .u: a file is its stat record.</summary>
internal sealed partial class StatOperations : FileOperations
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(NinePFile file, CancellationToken cancellationToken)
    {
        var call = file.Rent();
        call.Put(new Tstat { Fid = file.Fid.Number });
        return call.AttributesAsync(cancellationToken);
    }

    public override async ValueTask<Result> SetAttributesAsync(NinePFile file, AttributeChanges changes, CancellationToken cancellationToken)
    {
        var dialect = file.Connection.Dialect;
        if (dialect == NinePDialect.Plan9 && (changes.UserId ?? changes.GroupId) is not null)
            return new Failure(Errno.EOPNOTSUPP, "9P2000 knows users and groups by name only.");
        var kind = file.Kind switch
        {
            NodeKind.Directory => Permissions.Directory,
            NodeKind.Symlink => Permissions.Symlink,
            _ => Permissions.None,
        };
        var mode = changes.Mode is { } bits ? kind | RemoteAttributes.PermissionsOf(bits, dialect) : (Permissions)Protocol.NoNumber;
        return await ChangeAsync(file, dialect, changes, mode, [], cancellationToken).ConfigureAwait(false);
    }

    public override ValueTask<Result<Answer>> OpenAsync(NinePFile file, OpenFlags flags, CancellationToken cancellationToken)
    {
        var call = file.Rent();
        call.Put(new Topen { Fid = file.Fid.Number, Mode = (byte)ModeOf(flags) });
        return call.AnswerAsync(cancellationToken);
    }

    /// <summary>A Twstat that changes nothing asks for it (stat(5)). A server that knows no such thing has set what it took.</summary>
    public override async ValueTask<Result> FlushAsync(NinePFile file, CancellationToken cancellationToken)
    {
        var result = await ChangeAsync(file, file.Connection.Dialect, default, (Permissions)Protocol.NoNumber, [], cancellationToken).ConfigureAwait(false);
        return result.Errno is Errno.EPERM or Errno.EACCES or Errno.EOPNOTSUPP or Errno.ENOSYS or Errno.EROFS ? Result.Success : result;
    }

    public override async ValueTask<Result<ReadOnlyMemory<byte>>> ReadLinkAsync(NinePFile file, CancellationToken cancellationToken)
    {
        if (file.Kind != NodeKind.Symlink)
            return Errno.EINVAL;
        var call = file.Rent();
        call.Put(new Tstat { Fid = file.Fid.Number });
        var result = await call.AnswerAsync(cancellationToken).ConfigureAwait(false);
        return result.TryGet(out var answer) ? (ReadOnlyMemory<byte>)answer.Data : result.Failure;
    }

    public override ValueTask<Result<ReadOnlyMemory<byte>>> GetXattrAsync(NinePFile file, byte[] name, CancellationToken cancellationToken) =>
        name.Length == 0 ? new(ReadOnlyMemory<byte>.Empty) : new(Errno.ENODATA);

    public override ValueTask<Result> SetXattrAsync(NinePFile file, byte[] name, byte[] value, XattrFlags flags, CancellationToken cancellationToken) =>
        new(Errno.EOPNOTSUPP);

    private static OpenMode ModeOf(OpenFlags flags) =>
        ((flags & (OpenFlags.Read | OpenFlags.Write)) switch
        {
            OpenFlags.Write => OpenMode.Write,
            OpenFlags.Read | OpenFlags.Write => OpenMode.ReadWrite,
            _ => OpenMode.Read,
        })
        | ((flags & OpenFlags.Truncate) != 0 ? OpenMode.Truncate : OpenMode.Read);

    private static ValueTask<Result> ChangeAsync(
        NinePFile file, NinePDialect dialect, AttributeChanges changes, Permissions mode, ReadOnlySpan<byte> name, CancellationToken cancellationToken)
    {
        Span<byte> record = stackalloc byte[512];
        var length = new StatRecord
        {
            Type = ushort.MaxValue,
            Device = uint.MaxValue,
            Qid = new((QidType)byte.MaxValue, uint.MaxValue, ulong.MaxValue),
            Mode = mode,
            AccessTime = uint.MaxValue,
            ModifyTime = changes.Modified is { } time ? (uint)Math.Clamp(time / NanosecondsPerSecond, 0, uint.MaxValue - 1) : uint.MaxValue,
            Length = changes.Size is { } size ? (ulong)size : ulong.MaxValue,
            Name = name,
            UserId = changes.UserId ?? Protocol.NoNumber,
            GroupId = changes.GroupId ?? Protocol.NoNumber,
            ModifierId = Protocol.NoNumber,
        }.Write(record, dialect);
        var call = file.Rent();
        call.Put(new Twstat { Fid = file.Fid.Number, Stat = record[..length] });
        return call.DoneAsync(cancellationToken);
    }
}
