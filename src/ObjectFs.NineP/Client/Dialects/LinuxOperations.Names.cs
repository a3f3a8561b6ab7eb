using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client;

/// <content>Names. Servers that are older than Tunlinkat and Trenameat are asked once, and from then on in the older way.</content>
internal sealed partial class LinuxOperations
{
    private volatile bool _lacksUnlinkAt;
    private volatile bool _lacksRenameAt;

    public override async ValueTask<Result> MakeDirectoryAsync(
        NinePFile directory, byte[] name, int mode, uint groupId, CancellationToken cancellationToken)
    {
        var group = await GroupAsync(directory, groupId, cancellationToken).ConfigureAwait(false);
        var call = directory.Rent();
        call.Put(new Tmkdir { DirectoryFid = directory.Fid.Number, Name = name, Mode = (uint)mode & ModeBits, GroupId = group });
        return await call.DoneAsync(cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask<Result> SymlinkAsync(
        NinePFile directory, byte[] name, byte[] target, uint groupId, CancellationToken cancellationToken)
    {
        var group = await GroupAsync(directory, groupId, cancellationToken).ConfigureAwait(false);
        var call = directory.Rent();
        call.Put(new Tsymlink { DirectoryFid = directory.Fid.Number, Name = name, Target = target, GroupId = group });
        return await call.DoneAsync(cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask<Result> UnlinkAsync(NinePFile directory, byte[] name, NodeKind kind, CancellationToken cancellationToken)
    {
        if (!_lacksUnlinkAt)
        {
            var call = directory.Rent();
            call.Put(new Tunlinkat { DirectoryFid = directory.Fid.Number, Name = name, Flags = kind == NodeKind.Directory ? Protocol.RemoveDirectory : 0 });
            var result = await call.DoneAsync(cancellationToken).ConfigureAwait(false);
            if (result.Errno is not (Errno.EOPNOTSUPP or Errno.ENOSYS))
                return result;
            _lacksUnlinkAt = true;
        }

        return await base.UnlinkAsync(directory, name, kind, cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask<Result> RenameAsync(
        NinePFile directory, byte[] name, NinePFile newDirectory, byte[] newName, CancellationToken cancellationToken)
    {
        if (!_lacksRenameAt)
        {
            var call = directory.Rent();
            call.Put(new Trenameat
            {
                OldDirectoryFid = directory.Fid.Number,
                OldName = name,
                NewDirectoryFid = newDirectory.Fid.Number,
                NewName = newName,
            });
            var result = await call.DoneAsync(cancellationToken).ConfigureAwait(false);
            GC.KeepAlive(newDirectory);
            if (result.Errno is not (Errno.EOPNOTSUPP or Errno.ENOSYS))
                return result;
            _lacksRenameAt = true;
        }

        var found = await directory.WalkAsync(name, cancellationToken).ConfigureAwait(false);
        if (!found.TryGet(out var file))
            return found.Failure;
        await using (file.ConfigureAwait(false))
        {
            var call = file.Rent();
            call.Put(new Trename { Fid = file.Fid.Number, DirectoryFid = newDirectory.Fid.Number, Name = newName });
            var result = await call.DoneAsync(cancellationToken).ConfigureAwait(false);
            GC.KeepAlive(newDirectory);
            return result;
        }
    }

    protected override async ValueTask<Result<Answer>> CreateHereAsync(
        NinePFile directory, byte[] name, int mode, OpenFlags flags, uint groupId, CancellationToken cancellationToken)
    {
        var group = await GroupAsync(directory, groupId, cancellationToken).ConfigureAwait(false);
        var call = directory.Rent();
        call.Put(new Tlcreate
        {
            Fid = directory.Fid.Number,
            Name = name,
            Flags = (uint)(FlagsOf(flags) | LinuxOpenFlags.Create),
            Mode = (uint)mode & ModeBits,
            GroupId = group,
        });
        return await call.AnswerAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Every new file has a group; where nobody names one, it is that of the directory.</summary>
    private async ValueTask<uint> GroupAsync(NinePFile directory, uint groupId, CancellationToken cancellationToken)
    {
        if (groupId != Caller.Unknown)
            return groupId;
        var attributes = await GetAttributesAsync(directory, cancellationToken).ConfigureAwait(false);
        return attributes.Succeeded ? attributes.Value.GroupId : Caller.Unknown;
    }
}
