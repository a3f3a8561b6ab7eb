using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <content>CREATE, MKNOD, MKDIR, SYMLINK, UNLINK, RMDIR, RENAME.</content>
internal sealed unsafe partial class Session
{
    /// <summary>The directory, and the name in it, of a request that changes it.</summary>
    private Errno Target(Request request, int offset, out Node parent, out ReadOnlySpan<byte> name, out int next)
    {
        var errno = request.ReadEntryName(offset, out name, out next);
        parent = _nodes.Find(request.Header->NodeId)!;
        request.NamesSeen = NameChanges;
        return _options.ReadOnly ? Errno.EROFS
            : errno != Errno.None ? errno
            : parent is null ? Errno.ESTALE
            : Errno.None;
    }

    private ValueTask<int> Create(Request request)
    {
        var errno = Target(request, sizeof(CreateIn), out var parent, out var name, out _);
        if (errno != Errno.None)
            return Refused(errno);

        ref readonly var asked = ref request.In<CreateIn>();
        return Then(
            request,
            parent.CreateAsync(name, (int)(asked.Mode & 0xFFF), Flags(asked.Flags), request.Caller, request.Cancellation),
            static (session, request, created) => session.Created(request, created));
    }

    private ValueTask<int> Created(Request request, CreatedFile created)
    {
        request.Node = created.Node;
        request.Created = created.Handle;
        var entry = Entry(request, created.Node);
        return entry.IsCompletedSuccessfully ? new(AnswerCreate(request, entry.Result)) : CreatedAsync(request, entry);
    }

    private int AnswerCreate(Request request, int entry)
    {
        if (entry < 0)
        {
            _ = CloseAsync(new OpenFile(request.Created, null, false));
            return entry;
        }

        var open = AnswerOpen(request, request.Created!, request.In<CreateIn>().Flags, entry);
        if (open < 0)
            _nodes.Forget(((EntryOut*)request.Payload)->NodeId, 1);
        return open;
    }

    private ValueTask<int> Mknod(Request request)
    {
        var errno = Target(request, sizeof(MknodIn), out var parent, out var name, out _);
        if (errno != Errno.None)
            return Refused(errno);

        ref readonly var asked = ref request.In<MknodIn>();
        if ((asked.Mode & Protocol.TypeMask) is not (Protocol.TypeFile or 0))
            return Refused(Errno.EPERM);

        return Then(
            request,
            parent.CreateAsync(name, (int)(asked.Mode & 0xFFF), OpenFlags.Exclusive, request.Caller, request.Cancellation),
            static (session, request, created) =>
            {
                _ = session.CloseAsync(new OpenFile(created.Handle, null, false));
                return session.Entry(request, created.Node);
            });
    }

    private ValueTask<int> Mkdir(Request request)
    {
        var errno = Target(request, sizeof(MkdirIn), out var parent, out var name, out _);
        return errno != Errno.None
            ? Refused(errno)
            : Then(
                request,
                parent.CreateDirectoryAsync(name, (int)(request.In<MkdirIn>().Mode & 0xFFF), request.Caller, request.Cancellation),
                static (session, request, node) => session.Entry(request, node));
    }

    private ValueTask<int> Symlink(Request request)
    {
        var errno = Target(request, 0, out var parent, out var name, out var next);
        if (errno == Errno.None)
            errno = request.ReadName(next, out var target, out _) is var bad && bad != Errno.None ? bad : target.Length > 4095 ? Errno.ENAMETOOLONG : Errno.None;
        if (errno != Errno.None)
            return Refused(errno);

        _ = request.ReadName(next, out var says, out _);
        return Then(
            request,
            parent.CreateSymlinkAsync(name, says, request.Caller, request.Cancellation),
            static (session, request, node) => session.Entry(request, node));
    }

    private ValueTask<int> Remove(Request request, NodeKind kind)
    {
        var errno = Target(request, 0, out var parent, out var name, out _);
        return errno != Errno.None ? Refused(errno) : Then(request, parent.RemoveAsync(name, kind, request.Caller, request.Cancellation));
    }

    private ValueTask<int> Rename(Request request)
    {
        var extended = request.Opcode == Opcode.Rename2;
        var errno = Target(request, extended ? sizeof(Rename2In) : sizeof(RenameIn), out var parent, out var name, out var next);
        if (errno != Errno.None)
            return Refused(errno);

        errno = request.ReadEntryName(next, out var newName, out _);
        if (errno != Errno.None)
            return Refused(errno);
        if (_nodes.Find(request.In<RenameIn>().NewDirectory) is not { } newParent)
            return Refused(Errno.ESTALE);

        var flags = extended ? request.In<Rename2In>().Flags : 0;
        return flags > (uint)RenameFlags.Exchange
            ? Refused(Errno.EINVAL)
            : RenamedAsync(request, parent, name.ToArray(), newParent, newName.ToArray(), (RenameFlags)flags);
    }
}
