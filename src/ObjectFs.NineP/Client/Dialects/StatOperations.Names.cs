using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client;

/// <content>Names: Tcreate makes whatever there is, Twstat renames within a directory.</content>
internal sealed partial class StatOperations
{
    public override ValueTask<Result> MakeDirectoryAsync(NinePFile directory, byte[] name, int mode, uint groupId, CancellationToken cancellationToken) =>
        MakeAsync(directory, name, Permissions.Directory | (Permissions)(mode & 0x1FF), [], cancellationToken);

    public override ValueTask<Result> SymlinkAsync(NinePFile directory, byte[] name, byte[] target, uint groupId, CancellationToken cancellationToken) =>
        directory.Connection.Dialect == NinePDialect.Unix
            ? MakeAsync(directory, name, Permissions.Symlink | (Permissions)0x1FF, target, cancellationToken)
            : new(new Failure(Errno.EOPNOTSUPP, "9P2000 has no symbolic links."));

    public override async ValueTask<Result> RenameAsync(
        NinePFile directory, byte[] name, NinePFile newDirectory, byte[] newName, CancellationToken cancellationToken)
    {
        if (directory.Qid.Path != newDirectory.Qid.Path)
            return new Failure(Errno.EXDEV, "This dialect renames within one directory only.");
        var found = await directory.WalkAsync(name, cancellationToken).ConfigureAwait(false);
        if (!found.TryGet(out var file))
            return found.Failure;
        await using (file.ConfigureAwait(false))
            return await ChangeAsync(file, file.Connection.Dialect, default, (Permissions)Protocol.NoNumber, newName, cancellationToken).ConfigureAwait(false);
    }

    protected override ValueTask<Result<Answer>> CreateHereAsync(
        NinePFile directory, byte[] name, int mode, OpenFlags flags, uint groupId, CancellationToken cancellationToken)
    {
        var call = directory.Rent();
        call.Put(new Tcreate
        {
            Fid = directory.Fid.Number,
            Name = name,
            Permissions = (uint)RemoteAttributes.PermissionsOf(mode, directory.Connection.Dialect),
            Mode = (byte)ModeOf(flags),
        });
        return call.AnswerAsync(cancellationToken);
    }

    private static async ValueTask<Result> MakeAsync(
        NinePFile directory, byte[] name, Permissions permissions, byte[] extension, CancellationToken cancellationToken)
    {
        var cloned = await directory.CloneAsync(cancellationToken).ConfigureAwait(false);
        if (!cloned.TryGet(out var made))
            return cloned.Failure;
        await using (made.ConfigureAwait(false))
        {
            var call = made.Rent();
            call.Put(new Tcreate { Fid = made.Fid.Number, Name = name, Permissions = (uint)permissions, Mode = (byte)OpenMode.Read, Extension = extension });
            return await call.DoneAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
