using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using ObjectFs.NineP.Client;
using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP;

/// <content>Names: walking, making, removing, renaming.</content>
public sealed partial class NinePFile
{
    private const int PrefixSize = sizeof(ushort);

    /// <summary>Another fid for the same file, not open.</summary>
    public ValueTask<Result<NinePFile>> CloneAsync(CancellationToken cancellationToken = default) => WalkAsync(default, 0, cancellationToken);

    /// <summary>The file of a name in this directory. ENOENT where there is none.</summary>
    /// <param name="name">UTF-8, one component; <c>..</c> is the directory above.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask<Result<NinePFile>> WalkAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken = default)
    {
        if (Check(name) is var wrong and not Errno.None)
            return new(wrong);
        Span<byte> encoded = stackalloc byte[PrefixSize + Protocol.MaxName];
        return WalkAsync(encoded[..Encode(encoded, name)], 1, cancellationToken);
    }

    /// <summary>The file at the end of a path, from this directory on. Symbolic links are not followed.</summary>
    /// <param name="path">Names with <c>/</c> between them; empty for another fid of the same file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<Result<NinePFile>> WalkAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        List<byte[]> names = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(static name => name != ".").Select(Encoding.UTF8.GetBytes)];
        if (names.Select(static name => Check(name)).FirstOrDefault(static wrong => wrong != Errno.None) is var wrong and not Errno.None)
            return wrong;

        var at = this;
        for (var from = 0; from == 0 || from < names.Count; from += Protocol.MaxWalk)
        {
            var result = await at.WalkAsync(names.Skip(from).Take(Protocol.MaxWalk), cancellationToken).ConfigureAwait(false);
            if (at != this)
                await at.DisposeAsync().ConfigureAwait(false);
            if (!result.TryGet(out at))
                return result.Failure;
        }

        return at;
    }

    /// <summary>Makes a file in this directory, or opens the one that is there, unless <see cref="OpenFlags.Exclusive"/>.</summary>
    /// <param name="name">UTF-8, one component.</param>
    /// <param name="mode">Permission bits.</param>
    /// <param name="flags">How it is opened.</param>
    /// <param name="groupId">The new file's group; that of the directory by default.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The file, open.</returns>
    public ValueTask<Result<NinePFile>> CreateAsync(
        ReadOnlySpan<byte> name, int mode, OpenFlags flags, uint groupId = Caller.Unknown, CancellationToken cancellationToken = default) =>
        CheckNew(name) is var wrong and not Errno.None ? new(wrong) : _operations.CreateAsync(this, name.ToArray(), mode, flags, groupId, cancellationToken);

    /// <summary>Makes a directory in this one.</summary>
    /// <param name="name">UTF-8, one component.</param>
    /// <param name="mode">Permission bits.</param>
    /// <param name="groupId">The new directory's group; that of this one by default.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask<Result> MakeDirectoryAsync(
        ReadOnlySpan<byte> name, int mode, uint groupId = Caller.Unknown, CancellationToken cancellationToken = default) =>
        CheckNew(name) is var wrong and not Errno.None ? new(wrong) : _operations.MakeDirectoryAsync(this, name.ToArray(), mode, groupId, cancellationToken);

    /// <summary>Makes a symbolic link in this directory. EOPNOTSUPP in 9P2000, which has none.</summary>
    /// <param name="name">UTF-8, one component.</param>
    /// <param name="target">What the link says.</param>
    /// <param name="groupId">The link's group; that of the directory by default.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask<Result> SymlinkAsync(
        ReadOnlySpan<byte> name, ReadOnlySpan<byte> target, uint groupId = Caller.Unknown, CancellationToken cancellationToken = default) =>
        CheckNew(name) is var wrong and not Errno.None
            ? new(wrong)
            : _operations.SymlinkAsync(this, name.ToArray(), target.ToArray(), groupId, cancellationToken);

    /// <summary>Removes a name of this directory: <see cref="NodeKind.Directory"/> for rmdir(2), <see cref="NodeKind.File"/> for unlink(2).</summary>
    public ValueTask<Result> UnlinkAsync(ReadOnlySpan<byte> name, NodeKind kind, CancellationToken cancellationToken = default) =>
        CheckNew(name) is var wrong and not Errno.None ? new(wrong) : _operations.UnlinkAsync(this, name.ToArray(), kind, cancellationToken);

    /// <summary>Moves a name of this directory to another of the same tree. EXDEV in 9P2000 and .u, where it is not the same directory.</summary>
    public ValueTask<Result> RenameAsync(
        ReadOnlySpan<byte> name, NinePFile newDirectory, ReadOnlySpan<byte> newName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(newDirectory);
        if (newDirectory.Connection != Connection)
            return new(Errno.EXDEV);
        var wrong = CheckNew(name) is var first and not Errno.None ? first : CheckNew(newName);
        return wrong != Errno.None ? new(wrong) : _operations.RenameAsync(this, name.ToArray(), newDirectory, newName.ToArray(), cancellationToken);
    }

    private static Errno Check(ReadOnlySpan<byte> name)
    {
        if (name.Length > Protocol.MaxName)
            return Errno.ENAMETOOLONG;
        return name.IsEmpty || name.ContainsAny((byte)'/', (byte)0) ? Errno.EINVAL : Errno.None;
    }

    private static Errno CheckNew(ReadOnlySpan<byte> name) => name.SequenceEqual("."u8) || name.SequenceEqual(".."u8) ? Errno.EINVAL : Check(name);

    private static int Encode(Span<byte> room, ReadOnlySpan<byte> name)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(room, (ushort)name.Length);
        name.CopyTo(room[PrefixSize..]);
        return PrefixSize + name.Length;
    }

    private ValueTask<Result<NinePFile>> WalkAsync(IEnumerable<byte[]> names, CancellationToken cancellationToken)
    {
        Span<byte> encoded = stackalloc byte[Protocol.MaxWalk * (PrefixSize + Protocol.MaxName)];
        var count = 0;
        var length = 0;
        foreach (var name in names)
        {
            length += Encode(encoded[length..], name);
            count++;
        }

        return WalkAsync(encoded[..length], count, cancellationToken);
    }

    private ValueTask<Result<NinePFile>> WalkAsync(ReadOnlySpan<byte> encoded, int count, CancellationToken cancellationToken)
    {
        var newFid = Connection.RentFid();
        var call = Rent();
        call.Asked = count;
        call.Put(new Twalk { Fid = Fid.Number, NewFid = newFid, Names = new(encoded, count) });
        return WalkedAsync(call.AnswerAsync(cancellationToken), newFid, count);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Result<NinePFile>> WalkedAsync(ValueTask<Result<Answer>> walk, uint newFid, int count)
    {
        var result = await walk.ConfigureAwait(false);
        if (!result.TryGet(out var answer))
        {
            // a server may have been at it when it was flushed
            if (result.Errno == Errno.EINTR)
                Connection.Clunk(newFid);
            else
                Connection.ReturnFid(newFid);
            return result.Failure;
        }

        if (answer.Count < count)
        {
            // the protocol says that the fid is not bound then; some servers bind it
            Connection.Clunk(newFid);
            return answer.Count > 0 && (answer.Qid.Type & QidType.Directory) == 0 ? Errno.ENOTDIR : Errno.ENOENT;
        }

        return new NinePFile(Connection, _operations, new Fid(Connection, newFid), count == 0 ? Qid : answer.Qid);
    }
}
