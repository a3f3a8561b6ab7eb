using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client;

/// <summary>9P2000.L: a message for each system call.</summary>
internal sealed partial class LinuxOperations : FileOperations
{
    private const int ModeBits = 0xFFF;
    private const long NanosecondsPerSecond = 1_000_000_000;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(NinePFile file, CancellationToken cancellationToken)
    {
        var call = file.Rent();
        call.Put(new Tgetattr { Fid = file.Fid.Number, RequestMask = (ulong)AttributeMask.Basic });
        return call.AttributesAsync(cancellationToken);
    }

    public override ValueTask<Result> SetAttributesAsync(NinePFile file, AttributeChanges changes, CancellationToken cancellationToken)
    {
        var valid = (changes.Mode is null ? SetAttributeMask.None : SetAttributeMask.Mode)
            | (changes.UserId is null ? SetAttributeMask.None : SetAttributeMask.UserId)
            | (changes.GroupId is null ? SetAttributeMask.None : SetAttributeMask.GroupId)
            | (changes.Size is null ? SetAttributeMask.None : SetAttributeMask.Size)
            | (changes.Modified is null ? SetAttributeMask.None : SetAttributeMask.ModifyTime | SetAttributeMask.ModifyTimeGiven);
        var (seconds, nanoseconds) = Math.DivRem(changes.Modified ?? 0, NanosecondsPerSecond);
        if (nanoseconds < 0)
            (seconds, nanoseconds) = (seconds - 1, nanoseconds + NanosecondsPerSecond);
        var call = file.Rent();
        call.Put(new Tsetattr
        {
            Fid = file.Fid.Number,
            Valid = (uint)valid,
            Mode = (uint)(changes.Mode ?? 0) & ModeBits,
            UserId = changes.UserId ?? 0,
            GroupId = changes.GroupId ?? 0,
            Size = (ulong)(changes.Size ?? 0),
            ModifySeconds = (ulong)seconds,
            ModifyNanoseconds = (ulong)nanoseconds,
        });
        return call.DoneAsync(cancellationToken);
    }

    public override ValueTask<Result<Answer>> OpenAsync(NinePFile file, OpenFlags flags, CancellationToken cancellationToken)
    {
        var call = file.Rent();
        var directory = file.Kind == NodeKind.Directory ? LinuxOpenFlags.Directory : LinuxOpenFlags.Read;
        call.Put(new Tlopen { Fid = file.Fid.Number, Flags = (uint)(FlagsOf(flags & ~OpenFlags.Exclusive) | directory) });
        return call.AnswerAsync(cancellationToken);
    }

    public override ValueTask<Result> FlushAsync(NinePFile file, CancellationToken cancellationToken)
    {
        var call = file.Rent();
        call.Put(new Tfsync { Fid = file.Fid.Number });
        return call.DoneAsync(cancellationToken);
    }

    public override async ValueTask<Result<ReadOnlyMemory<byte>>> ReadLinkAsync(NinePFile file, CancellationToken cancellationToken)
    {
        if (file.Kind != NodeKind.Symlink)
            return Errno.EINVAL;
        var call = file.Rent();
        call.Put(new Treadlink { Fid = file.Fid.Number });
        var result = await call.AnswerAsync(cancellationToken).ConfigureAwait(false);
        return result.TryGet(out var answer) ? (ReadOnlyMemory<byte>)answer.Data : result.Failure;
    }

    private static LinuxOpenFlags FlagsOf(OpenFlags flags) =>
        ((flags & (OpenFlags.Read | OpenFlags.Write)) switch
        {
            OpenFlags.Write => LinuxOpenFlags.Write,
            OpenFlags.Read | OpenFlags.Write => LinuxOpenFlags.ReadWrite,
            _ => LinuxOpenFlags.Read,
        })
        | ((flags & OpenFlags.Truncate) != 0 ? LinuxOpenFlags.Truncate : LinuxOpenFlags.Read)
        | ((flags & OpenFlags.Append) != 0 ? LinuxOpenFlags.Append : LinuxOpenFlags.Read)
        | ((flags & OpenFlags.NonBlocking) != 0 ? LinuxOpenFlags.NonBlocking : LinuxOpenFlags.Read)
        | ((flags & OpenFlags.Exclusive) != 0 ? LinuxOpenFlags.Exclusive : LinuxOpenFlags.Read);
}
