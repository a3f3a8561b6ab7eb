using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <content>Tcreate, Tlcreate, Tmkdir, Tsymlink, Tmknod (open(5)).</content>
internal sealed partial class Session
{
    private const uint FileType = 0x8000;
    private const uint TypeMask = 0xF000;

    private ValueTask<int> Create(Request request)
    {
        if (!request.TryParse(out Tcreate asked))
            return Malformed(request);
        if (!TryFind(request, asked.Fid, out var fid))
            return UnknownFid(request);
        var errno = CheckCreate(request, fid, asked.Name);
        if (errno != Errno.None)
            return Refused(errno);
        if (FlagsOf((OpenMode)asked.Mode, request.Dialect) is not { } flags)
            return Refused(request, Errno.EINVAL, $"0x{asked.Mode:x2} is no mode to open with");

        const Permissions Understood = Permissions.Directory | Permissions.Symlink | Permissions.SetUserId | Permissions.SetGroupId | Permissions.Sticky;
        var kinds = (Permissions)(asked.Permissions & 0xFFFF_0000);
        if ((kinds & ~Understood) != 0)
            return Refused(request, Errno.EPERM, "only files, directories and, in 9P2000.u, symbolic links can be made");
        request.Number = (uint)(flags | OpenFlags.Exclusive) | ((asked.Mode & (byte)OpenMode.RemoveOnClose) != 0 ? RemovesAtEnd : 0);
        if ((kinds & Permissions.Directory) != 0 && (flags & Changing) != 0)
            return Refused(Errno.EISDIR);
        if ((kinds & Permissions.Directory) != 0 && (request.Number & RemovesAtEnd) != 0)
            return Refused(request, Errno.EISDIR, NoRemoval);
        return InTurn(request, static (session, request) => session.CreateInTurn(request));
    }

    /// <summary>The second of two that came at once finds the fid open, and makes nothing.</summary>
    private ValueTask<int> CreateInTurn(Request request)
    {
        var fid = request.Fid!;
        var asked = request.Parse<Tcreate>();
        if (CheckCreate(request, fid, asked.Name) is var errno && errno != Errno.None)
            return Refused(errno);
        if (!TryBeginOpening(request))
            return Refused(Errno.EMFILE);
        var kinds = (Permissions)asked.Permissions;
        if ((kinds & Permissions.Directory) != 0)
        {
            return IfPermitted(request, fid.Node, Access.Write, static (session, request) => session.WithinRights(request, 0x1FF, static (session, request, mode) => session.Then(
                    request,
                    request.Fid!.Node.CreateDirectoryAsync(request.Parse<Tcreate>().Name, mode, request.Fid.Caller, request.Cancellation),
                    static (session, request, node) => session.CreatedDirectory(request, node))));
        }

        return (kinds & Permissions.Symlink) != 0
            ? IfPermitted(request, fid.Node, Access.Write, static (session, request) =>
            {
                var asked = request.Parse<Tcreate>();
                return session.CreateLink(request, asked.Name, asked.Extension);
            })
            : IfPermitted(request, fid.Node, Access.Write, static (session, request) => session.WithinRights(
                request, 0x1B6, static (session, request, mode) => session.CreateFile(request, request.Parse<Tcreate>().Name, (uint)mode)));
    }

    /// <summary>What is made may be read and written by nobody who may not do so with its directory.</summary>
    /// <param name="request">A Tcreate.</param>
    /// <param name="mask">The rights of which that is so.</param>
    /// <param name="next">Makes it with the mode that is left.</param>
    private ValueTask<int> WithinRights(Request request, int mask, Func<Session, Request, int, ValueTask<int>> next)
    {
        var task = AttributesAsync(request.Fid!.Node, request.Cancellation);
        return Then(request, task, (session, request, attributes) => next(session, request, (int)request.Parse<Tcreate>().Permissions & 0x1FF & (~mask | attributes.Mode)));
    }

    private ValueTask<int> LinuxCreate(Request request)
    {
        if (!request.TryParse(out Tlcreate asked))
            return Malformed(request);
        if (!TryFind(request, asked.Fid, out var fid))
            return UnknownFid(request);
        var errno = CheckCreate(request, fid, asked.Name);
        if (errno != Errno.None)
            return Refused(errno);
        if (FlagsOf((LinuxOpenFlags)asked.Flags) is not { } flags)
            return Refused(Errno.EINVAL);
        request.Number = (uint)flags;
        return InTurn(request, static (session, request) => session.LinuxCreateInTurn(request));
    }

    private ValueTask<int> LinuxCreateInTurn(Request request)
    {
        if (CheckCreate(request, request.Fid!, request.Parse<Tlcreate>().Name) is var errno && errno != Errno.None)
            return Refused(errno);
        if (!TryBeginOpening(request))
            return Refused(Errno.EMFILE);
        return IfPermitted(request, request.Fid!.Node, Access.Write, static (session, request) =>
        {
            var asked = request.Parse<Tlcreate>();
            return session.IsForeign(request.Fid!.Caller)
                ? session.CreateAsForeignAsync(request, asked.Name.ToArray(), asked.Mode & 0xFFF)
                : session.CreateFile(request, asked.Name, asked.Mode & 0xFFF);
        });
    }

    /// <summary>What is there already is opened, if its own mode bits allow that.</summary>
    private async ValueTask<int> CreateAsForeignAsync(Request request, byte[] name, uint mode)
    {
        var fid = request.Fid!;
        var found = await fid.Node.LookupAsync(name, request.Cancellation).OffPool();
        if (!found.TryGet(out var node))
            request.Number |= (uint)OpenFlags.Exclusive;
        else if (await PermitAsync(node, fid.Caller, AccessOf((OpenFlags)request.Number), request.Cancellation).OffPool() is { Succeeded: false } refused)
            return RefusedAs(request, refused.Failure);
        return await CreateFile(request, name, mode).OffPool();
    }

    private Errno CheckCreate(Request request, Fid directory, ReadOnlySpan<byte> name) => directory.IsOpen ? Errno.EBADF : CheckTarget(request, directory, name);

    private ValueTask<int> CreateFile(Request request, ReadOnlySpan<byte> name, uint mode) => Then(
        request,
        request.Fid!.Node.CreateAsync(name, (int)mode, (OpenFlags)(request.Number & ~RemovesAtEnd), request.Fid.Caller, request.Cancellation),
        static (session, request, created) =>
        {
            request.Node = created.Node;
            return session.Opened(request, created.Handle, null);
        });

    private ValueTask<int> CreatedDirectory(Request request, Node node)
    {
        request.Node = node;
        return Then(request, node.OpenDirectoryAsync(request.Fid!.Caller, request.Cancellation), static (session, request, directory) => session.Opened(request, null, directory));
    }

    /// <summary>The fid stands for what it made. Under the lock.</summary>
    private static void MoveTo(Request request, Node node)
    {
        var name = request.Type == MessageType.Tlcreate ? request.Parse<Tlcreate>().Name : request.Parse<Tcreate>().Name;
        request.Fid!.Path.Push(node, name);
        request.Fid.Arrive();
    }

    /// <summary>A link is there when it is made: there is nothing to open, so that the fid stands for it and is not open.</summary>
    private ValueTask<int> CreateLink(Request request, ReadOnlySpan<byte> name, ReadOnlySpan<byte> target)
    {
        var errno = CheckLink(target);
        return errno != Errno.None
            ? Refused(errno)
            : Then(request, request.Fid!.Node.CreateSymlinkAsync(name, target, request.Fid.Caller, request.Cancellation), static (session, request, node) =>
            {
                var qid = QidOf.Node(node);
                if (request.Type == MessageType.Tsymlink)
                    return new(request.Put(new Rsymlink { Qid = qid }));
                lock (session._gate)
                {
                    if (request.IsAbandoned || request.Fid!.IsOpen)
                        return Refused(request, Errno.EBADF, "the fid is open");
                    MoveTo(request, node);
                }

                return new(request.Put(new Rcreate { Qid = qid, IoUnit = session.IoUnit }));
            });
    }

    private static Errno CheckLink(ReadOnlySpan<byte> target) =>
        target.IsEmpty || target.Contains((byte)0) ? Errno.EINVAL : target.Length > 4095 ? Errno.ENAMETOOLONG : Errno.None;

    /// <summary>What makes a name in a directory, once that is found, and the name can be one, and who asks may.</summary>
    private ValueTask<int> InDirectory<TMessage>(Request request, Func<Session, Request, ValueTask<int>> make)
        where TMessage : struct, IMessage<TMessage>, IEntryMessage, allows ref struct
    {
        if (!request.TryParse(out TMessage asked))
            return Malformed(request);
        if (!TryFind(request, asked.DirectoryFid, out var fid))
            return UnknownFid(request);
        var errno = CheckTarget(request, fid, asked.Name);
        return errno != Errno.None ? Refused(errno) : IfPermitted(request, fid.Node, Access.Write, make);
    }

    private ValueTask<int> Symlink(Request request) => InDirectory<Tsymlink>(request, static (session, request) =>
    {
        var asked = request.Parse<Tsymlink>();
        return session.CreateLink(request, asked.Name, asked.Target);
    });

    private ValueTask<int> MakeDirectory(Request request) => InDirectory<Tmkdir>(request, static (session, request) =>
    {
        var asked = request.Parse<Tmkdir>();
        return session.Then(
            request,
            request.Fid!.Node.CreateDirectoryAsync(asked.Name, (int)(asked.Mode & 0xFFF), request.Fid.Caller, request.Cancellation),
            static (_, request, node) => new(request.Put(new Rmkdir { Qid = QidOf.Node(node) })));
    });

    private ValueTask<int> MakeNode(Request request) => InDirectory<Tmknod>(request, static (session, request) =>
    {
        var asked = request.Parse<Tmknod>();
        return (asked.Mode & TypeMask) is not (0 or FileType)
            ? Refused(request, Errno.EPERM, "no devices, pipes or sockets can be made here")
            : session.Then(
                request,
                request.Fid!.Node.CreateAsync(asked.Name, (int)(asked.Mode & 0xFFF), OpenFlags.Exclusive, request.Fid.Caller, request.Cancellation),
                static (session, request, created) =>
                {
                    _ = session.CloseAsync(created.Handle, null);
                    return new(request.Put(new Rmknod { Qid = QidOf.Node(created.Node) }));
                });
    });
}
