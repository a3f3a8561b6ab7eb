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
            return UnknownFid(request);
        if (_options.ReadOnly)
            return Refused(Errno.EROFS);

        return ThenEmpty(request, RemoveAsync(fid, request.Cancellation));
    }

    /// <summary>Removes what a fid stands for, and nothing else that has come to have its name.</summary>
    private async ValueTask<Result> RemoveAsync(Fid fid, CancellationToken cancellationToken)
    {
        Node parent;
        byte[] name;
        lock (_gate)
        {
            if (fid.Path.Depth < 2)
                return new Failure(Errno.EPERM, "the root cannot be removed");
            parent = fid.Path.Parent;
            name = fid.Path.Name.ToArray();
        }

        if (IsForeign(fid.Caller) && await PermitAsync(parent, fid.Caller, Access.Write, cancellationToken).ConfigureAwait(false) is { Succeeded: false } refused)
            return refused;
        var found = await parent.LookupAsync(name, cancellationToken).ConfigureAwait(false);
        if (!found.TryGet(out var node))
            return WithoutName(found.Failure);
        if (node.Inode != fid.Node.Inode && node.Kind != NodeKind.Symlink)
            return WithoutName(new Failure(Errno.ESTALE, null));
        return await parent.RemoveAsync(name, KindToRemove(node.Kind), fid.Caller, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The program itself, or another gateway, has moved what a fid stands for: of that nobody tells.</summary>
    private static Failure WithoutName(Failure failure) =>
        failure.Errno is Errno.ENOENT or Errno.ESTALE ? new(failure.Errno, "it was renamed or removed by somebody else; walk to it again") : failure;

    private static NodeKind KindToRemove(NodeKind kind) => kind == NodeKind.Directory ? NodeKind.Directory : NodeKind.File;

    private ValueTask<int> UnlinkAt(Request request)
    {
        if (!request.TryParse(out Tunlinkat asked))
            return Malformed(request);
        if (!TryFind(request, asked.DirectoryFid, out var fid))
            return UnknownFid(request);
        if (CheckTarget(fid, asked.Name) is var errno && errno != Errno.None)
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
        if (CheckTarget(directory, asked.Name) is var errno && errno != Errno.None)
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
        if (EntryName.Check(name) is var errno && errno != Errno.None)
            return Refused(errno);
        FidPath to = new();
        Node parent;
        byte[] oldName;
        lock (_gate)
        {
            parent = fid.Path.Parent;
            oldName = fid.Path.Name.ToArray();
            to.CopyFrom(directory.Path);
        }

        if (fid == directory)
            to.Pop();
        return RenameAsync(request, fid.Caller, parent, oldName, fid.Node, to, name.ToArray(), flags);
    }

    private ValueTask<int> RenameAt(Request request)
    {
        if (!request.TryParse(out Trenameat asked))
            return Malformed(request);
        if (!TryFind(request, asked.OldDirectoryFid, out var from) || !TryFind(request, asked.NewDirectoryFid, out var directory))
            return UnknownFid(request);
        if (CheckTarget(from, asked.OldName) is var errno && errno != Errno.None)
            return Refused(errno);
        if (CheckTarget(directory, asked.NewName) is var newErrno && newErrno != Errno.None)
            return Refused(newErrno);
        FidPath to = new();
        lock (_gate)
            to.CopyFrom(directory.Path);
        return RenameAsync(request, from.Caller, from.Node, asked.OldName.ToArray(), null, to, asked.NewName.ToArray(), RenameFlags.None);
    }

    private async ValueTask<int> RenameAsync(Request request, Caller caller, Node from, byte[] oldName, Node? moved, FidPath to, byte[] newName, RenameFlags flags)
    {
        foreach (var directory in IsForeign(caller) ? [from, to.Node] : Array.Empty<Node>())
        {
            if (await PermitAsync(directory, caller, Access.Write, request.Cancellation).ConfigureAwait(false) is { Succeeded: false } refused)
                return RefusedAs(request, refused.Failure);
        }

        var found = await from.LookupAsync(oldName, request.Cancellation).ConfigureAwait(false);
        if (!found.TryGet(out var node))
            return RefusedAs(request, moved is null ? found.Failure : WithoutName(found.Failure));
        if (moved is not null && moved.Inode != node.Inode && node.Kind != NodeKind.Symlink)
            return RefusedAs(request, WithoutName(new Failure(Errno.ESTALE, null)));
        for (var depth = 0; depth < to.Depth; depth++)
        {
            if (to.NodeAt(depth).Inode == node.Inode)
                return -(int)Errno.EINVAL;
        }

        var result = await from.RenameAsync(oldName, to.Node, newName, flags, caller, request.Cancellation).ConfigureAwait(false);
        if (!result.Succeeded)
            return RefusedAs(request, result.Failure);
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
    private Errno CheckTarget(Fid directory, ReadOnlySpan<byte> name) =>
        _options.ReadOnly ? Errno.EROFS
        : directory.Node.Kind != NodeKind.Directory ? Errno.ENOTDIR
        : EntryName.Check(name);
}
