using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <content>Tremove, Tunlinkat, Trename, Trenameat, Tlink, Treadlink.</content>
internal sealed partial class Session
{
    /// <summary>The fid is gone, whatever is answered.</summary>
    private ValueTask<int> Remove(Request request)
    {
        if (!request.TryParse(out Tremove asked))
            return Malformed(request);
        if (!TryFind(request, asked.Fid, out var fid) || !Unbind(fid))
            return TryEndAuthentication(asked.Fid) ? Refused(Errno.EPERM) : UnknownFid(request);
        if (_options.ReadOnly)
            return Refused(Errno.EROFS);

        return ThenEmpty(request, RemoveAsync(fid, request.Cancellation));
    }

    /// <summary>Removes what a fid stands for, and nothing else that has come to have its name.</summary>
    private async ValueTask<Result> RemoveAsync(Fid fid, CancellationToken cancellationToken)
    {
        FidPath directory = new();
        byte[] name;
        lock (_gate)
        {
            if (fid.Path.Depth < 2)
                return new Failure(Errno.EPERM, "the root cannot be removed");
            directory.CopyFrom(fid.Path);
            name = fid.Path.Name.ToArray();
        }

        directory.Pop();
        var parent = directory.Node;
        if (IsForeign(fid.Caller) && await PermitAsync(parent, fid.Caller, Access.Write, cancellationToken).OffPool() is { Succeeded: false } refused)
            return refused;
        var found = await FindByNameAsync(fid, directory, name, cancellationToken).OffPool();
        if (!found.TryGet(out var node))
            return found.Failure;
        return await parent.RemoveAsync(name, KindToRemove(node.Kind), fid.Caller, cancellationToken).OffPool();
    }

    /// <summary>What has the name by which a fid was walked to, where that is still what the fid stands for; the program itself, or another gateway, may have moved it, and of that nobody tells.</summary>
    private static async ValueTask<Result<Node>> FindByNameAsync(Fid fid, FidPath directory, byte[] name, CancellationToken cancellationToken)
    {
        const string Moved = "it was renamed or removed by somebody else; walk to it again";
        var found = await directory.Node.LookupAsync(name, cancellationToken).OffPool();
        if (!found.TryGet(out var node))
            return found.Errno == Errno.ENOENT ? new Failure(Errno.ENOENT, Moved) : found;
        if (node.Inode == fid.Node.Inode)
            return found;

        // a fid of 9P2000 stands for what a link leads to, and its name is the link's
        var isLink = fid.FollowsLinks
            && node.Kind == NodeKind.Symlink
            && (await LinkTarget.FindAsync(directory, node, permit: null, cancellationToken).OffPool()).TryGet(out var target)
            && target.Inode == fid.Node.Inode;
        return isLink ? found : new Failure(Errno.ESTALE, Moved);
    }

    private static NodeKind KindToRemove(NodeKind kind) => kind == NodeKind.Directory ? NodeKind.Directory : NodeKind.File;

    private ValueTask<int> UnlinkAt(Request request)
    {
        if (!request.TryParse(out Tunlinkat asked))
            return Malformed(request);
        if (!TryFind(request, asked.DirectoryFid, out var fid))
            return UnknownFid(request);
        if (CheckTarget(request, fid, asked.Name) is var errno && errno != Errno.None)
            return Refused(errno);
        if ((asked.Flags & ~Protocol.RemoveDirectory) != 0)
            return Refused(request, Errno.EINVAL, $"0x{asked.Flags:x} are no flags of unlinkat");
        return IfPermitted(request, fid.Node, Access.Write, static (session, request) =>
        {
            var asked = request.Parse<Tunlinkat>();
            var kind = (asked.Flags & Protocol.RemoveDirectory) != 0 ? NodeKind.Directory : NodeKind.File;
            return session.ThenEmpty(request, request.Fid!.Node.RemoveAsync(asked.Name, kind, request.Fid.Caller, request.Cancellation));
        });
    }

    private ValueTask<int> Rename(Request request)
    {
        if (!request.TryParse(out Trename asked))
            return Malformed(request);
        if (!TryFind(request, asked.Fid, out var fid) || !TryFind(request, asked.DirectoryFid, out var directory))
            return UnknownFid(request);
        if (CheckTarget(request, directory, asked.Name) is var errno && errno != Errno.None)
            return Refused(errno);
        lock (_gate)
        {
            if (fid.Path.Depth < 2)
                return Refused(request, Errno.EPERM, "the root has no other name");
        }

        return RenameTo(request, fid, directory, asked.Name, RenameFlags.None);
    }

    /// <summary>Moves what a fid stands for: into a directory, or, where both are the same, to another name where it is.</summary>
    private ValueTask<int> RenameTo(Request request, Fid fid, Fid directory, ReadOnlySpan<byte> name, RenameFlags flags)
    {
        if (CheckName(request, name) is var errno && errno != Errno.None)
            return Refused(errno);
        FidPath from = new(), to = new();
        byte[] oldName;
        lock (_gate)
        {
            from.CopyFrom(fid.Path);
            oldName = fid.Path.Name.ToArray();
            to.CopyFrom(directory.Path);
        }

        from.Pop();
        if (fid == directory)
            to.Pop();
        return RenameAsync(request, fid, from, oldName, isNamed: false, to, name.ToArray(), flags);
    }

    private ValueTask<int> RenameAt(Request request)
    {
        if (!request.TryParse(out Trenameat asked))
            return Malformed(request);
        if (!TryFind(request, asked.OldDirectoryFid, out var from) || !TryFind(request, asked.NewDirectoryFid, out var directory))
            return UnknownFid(request);
        if (CheckTarget(request, from, asked.OldName) is var errno && errno != Errno.None)
            return Refused(errno);
        if (CheckTarget(request, directory, asked.NewName) is var newErrno && newErrno != Errno.None)
            return Refused(newErrno);
        FidPath there = new(), to = new();
        lock (_gate)
        {
            there.CopyFrom(from.Path);
            to.CopyFrom(directory.Path);
        }

        return RenameAsync(request, from, there, asked.OldName.ToArray(), isNamed: true, to, asked.NewName.ToArray(), RenameFlags.None);
    }

    /// <summary>Moves a name.</summary>
    /// <param name="request">What asks for it.</param>
    /// <param name="fid">Whose rights count, and what is to be moved, unless that is named.</param>
    /// <param name="directory">Where the name is.</param>
    /// <param name="oldName">The name.</param>
    /// <param name="isNamed">Whether whatever has the name is meant, and not what the fid stands for.</param>
    /// <param name="to">Where it is to be.</param>
    /// <param name="newName">What it is to be called there.</param>
    /// <param name="flags">Whether it may replace another.</param>
    private async ValueTask<int> RenameAsync(Request request, Fid fid, FidPath directory, byte[] oldName, bool isNamed, FidPath to, byte[] newName, RenameFlags flags)
    {
        var (caller, from) = (fid.Caller, directory.Node);
        foreach (var changed in IsForeign(caller) ? [from, to.Node] : Array.Empty<Node>())
        {
            if (await PermitAsync(changed, caller, Access.Write, request.Cancellation).OffPool() is { Succeeded: false } refused)
                return RefusedAs(request, refused.Failure);
        }

        var found = isNamed
            ? await from.LookupAsync(oldName, request.Cancellation).OffPool()
            : await FindByNameAsync(fid, directory, oldName, request.Cancellation).OffPool();
        if (!found.TryGet(out var node))
            return RefusedAs(request, found.Failure);
        for (var depth = 0; depth < to.Depth; depth++)
        {
            if (to.NodeAt(depth).Inode == node.Inode)
                return -(int)Errno.EINVAL;
        }

        var result = await from.RenameAsync(oldName, to.Node, newName, flags, caller, request.Cancellation).OffPool();
        if (!result.Succeeded)
            return RefusedAs(request, result.Failure);

        // what still has its old name was not moved: a member that was renamed away is its own backup
        var stayed = await from.LookupAsync(oldName, CancellationToken.None).OffPool();
        if (!stayed.TryGet(out var there) || there.Inode != node.Inode)
            _sessions.Follow(new Move(from, oldName, node, to, newName));
        return request.PutEmpty();
    }

    /// <summary>Fids stay with what they stand for, wherever that is moved to.</summary>
    internal void Follow(Move move)
    {
        lock (_gate)
        {
            foreach (var fid in _fids.Values)
                fid.Path.Follow(move);
        }
    }

    private static ValueTask<int> LinkRefused(Request request) => Refused(request, Errno.EPERM, "a file here has one name");

    private ValueTask<int> Link(Request request)
    {
        if (!request.TryParse(out Tlink asked))
            return Malformed(request);
        return TryFind(request, asked.DirectoryFid, out _) && TryFind(request, asked.Fid, out _) ? LinkRefused(request) : UnknownFid(request);
    }

    private ValueTask<int> ReadLink(Request request)
    {
        if (!request.TryParse(out Treadlink asked))
            return Malformed(request);
        if (!TryFind(request, asked.Fid, out var fid))
            return UnknownFid(request);
        return Then(request, fid.Node.ReadLinkAsync(request.Cancellation), static (session, request, target) =>
        {
            if (!session.IsTarget(target))
                return Refused(Errno.EIO);
            request.Reserve(Protocol.DataHeaderSize + target.Length);
            return new(request.Put(new Rreadlink { Target = target.Span }));
        });
    }

    /// <summary>Whether a link says what a client can take.</summary>
    private bool IsTarget(ReadOnlyMemory<byte> says)
    {
        const int PathMax = 4096;
        return says.Length is > 0 and < PathMax && says.Length <= MessageSize - Protocol.MaxDataOverhead;
    }

    /// <summary>Whether a name of a directory may be changed, as far as the protocol is asked.</summary>
    private Errno CheckTarget(Request request, Fid directory, ReadOnlySpan<byte> name) =>
        _options.ReadOnly ? Errno.EROFS
        : directory.Node.Kind != NodeKind.Directory ? Errno.ENOTDIR
        : CheckName(request, name);
}
