using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <content>Topen, Tlopen (open(5)).</content>
internal sealed partial class Session
{
    private const OpenFlags Changing = OpenFlags.Write | OpenFlags.Truncate;

    private int _open;

    private uint IoUnit => (uint)(MessageSize - Protocol.MaxDataOverhead);

    private ValueTask<int> Open(Request request)
    {
        if (!request.TryParse(out Topen asked))
            return Malformed(request);
        if (!TryFind(request, asked.Fid, out var fid))
            return UnknownFid(request);
        if (FlagsOf((OpenMode)asked.Mode, request.Dialect) is not { } flags)
            return Refused(request, Errno.EINVAL, $"0x{asked.Mode:x2} is no mode to open with");
        return OpenAs(request, flags, (asked.Mode & (byte)OpenMode.RemoveOnClose) != 0);
    }

    private ValueTask<int> LinuxOpen(Request request)
    {
        if (!request.TryParse(out Tlopen asked))
            return Malformed(request);
        if (!TryFind(request, asked.Fid, out var fid))
            return UnknownFid(request);

        // every other flag is for the client's own kernel
        var asks = (LinuxOpenFlags)asked.Flags;
        if ((asks & LinuxOpenFlags.Directory) != 0 && fid.Node.Kind != NodeKind.Directory)
            return Refused(Errno.ENOTDIR);
        return FlagsOf(asks) is { } flags ? OpenAs(request, flags & ~OpenFlags.Exclusive, removesAtEnd: false) : Refused(Errno.EINVAL);
    }

    private static OpenFlags? FlagsOf(OpenMode mode, NinePDialect dialect)
    {
        const OpenMode Plain = OpenMode.Execute | OpenMode.Truncate | OpenMode.CloseOnExecute | OpenMode.RemoveOnClose;
        var known = dialect == NinePDialect.Unix ? Plain | OpenMode.Append : Plain;
        if ((mode & ~known) != 0)
            return null;
        var access = (mode & OpenMode.Execute) switch
        {
            OpenMode.Write => OpenFlags.Write,
            OpenMode.ReadWrite => OpenFlags.Read | OpenFlags.Write,
            _ => OpenFlags.Read,
        };
        return access
            | ((mode & OpenMode.Truncate) != 0 ? OpenFlags.Truncate : OpenFlags.None)
            | ((mode & OpenMode.Append) != 0 ? OpenFlags.Append : OpenFlags.None);
    }

    private static OpenFlags? FlagsOf(LinuxOpenFlags flags)
    {
        OpenFlags? access = (flags & LinuxOpenFlags.AccessMask) switch
        {
            LinuxOpenFlags.Read => OpenFlags.Read,
            LinuxOpenFlags.Write => OpenFlags.Write,
            LinuxOpenFlags.ReadWrite => OpenFlags.Read | OpenFlags.Write,
            _ => null,
        };
        return access
            | ((flags & LinuxOpenFlags.Truncate) != 0 ? OpenFlags.Truncate : OpenFlags.None)
            | ((flags & LinuxOpenFlags.Append) != 0 ? OpenFlags.Append : OpenFlags.None)
            | ((flags & LinuxOpenFlags.NonBlocking) != 0 ? OpenFlags.NonBlocking : OpenFlags.None)
            | ((flags & LinuxOpenFlags.Exclusive) != 0 ? OpenFlags.Exclusive : OpenFlags.None);
    }

    private ValueTask<int> OpenAs(Request request, OpenFlags flags, bool removesAtEnd)
    {
        var fid = request.Fid!;
        if (fid.IsOpen)
            return Refused(request, Errno.EBADF, "the fid is open");
        if (fid.Node.Kind == NodeKind.Symlink)
            return Refused(Errno.ELOOP);
        if (_options.ReadOnly && (removesAtEnd || (flags & Changing) != 0))
            return Refused(Errno.EROFS);

        // a directory is read; whoever asks for more asks for what is not there
        var isDirectory = fid.Node.Kind == NodeKind.Directory;
        if (isDirectory && (flags & Changing) != 0)
            return Refused(Errno.EISDIR);
        if (isDirectory && removesAtEnd)
            return Refused(request, Errno.EISDIR, NoRemoval);
        request.Number = (uint)flags | (removesAtEnd ? RemovesAtEnd : 0);
        if (!TryBeginOpening(request))
            return Refused(Errno.EMFILE);
        if (!removesAtEnd)
            return IfPermitted(request, fid.Node, AccessOf(flags), isDirectory ? OpenDirectory : OpenFile);

        // whoever may not remove it does not get it removed by closing it either
        Node parent;
        lock (_gate)
            parent = fid.Path.Parent;
        return IfPermitted(
            request, parent, Access.Write, static (session, request) => session.IfPermitted(request, request.Fid!.Node, AccessOf((OpenFlags)(request.Number & ~RemovesAtEnd)), OpenFile));
    }

    private const uint RemovesAtEnd = 0x8000_0000;
    private const string NoRemoval = "a directory is not removed by closing it; remove it";

    private static Access AccessOf(OpenFlags flags) =>
        ((flags & OpenFlags.Read) != 0 ? Access.Read : Access.None) | ((flags & Changing) != 0 ? Access.Write : Access.None);

    private static ValueTask<int> OpenFile(Session session, Request request) => session.Then(
        request,
        request.Fid!.Node.OpenAsync((OpenFlags)(request.Number & ~RemovesAtEnd), request.Fid.Caller, request.Cancellation),
        static (session, request, handle) => session.Opened(request, handle, null));

    private static ValueTask<int> OpenDirectory(Session session, Request request) => session.Then(
        request,
        request.Fid!.Node.OpenDirectoryAsync(request.Fid.Caller, request.Cancellation),
        static (session, request, directory) => session.Opened(request, null, directory));

    private ValueTask<int> Opened(Request request, Handle? file, DirectoryHandle? directory)
    {
        var fid = request.Fid!;
        if (!TryOpen(request, file, directory))
        {
            _ = CloseAsync(file, directory);
            return Refused(request, Errno.EBADF, "the fid is open");
        }

        var qid = QidOf.Node(fid.Node);
        return new(request.Type switch
        {
            MessageType.Tlopen => request.Put(new Rlopen { Qid = qid, IoUnit = IoUnit }),
            MessageType.Tlcreate => request.Put(new Rlcreate { Qid = qid, IoUnit = IoUnit }),
            MessageType.Tcreate => request.Put(new Rcreate { Qid = qid, IoUnit = IoUnit }),
            _ => request.Put(new Ropen { Qid = qid, IoUnit = IoUnit }),
        });
    }

    /// <summary>Counts one more open fid, unless there are too many.</summary>
    private bool TryBeginOpening(Request request)
    {
        request.IsOpening = Interlocked.Increment(ref _open) <= _options.MaxOpenFids;
        if (request.IsOpening)
            return true;
        Interlocked.Decrement(ref _open);
        TellOfLimit(_options.MaxOpenFids, "open fids", Errno.EMFILE);
        request.Sentence = $"{_options.MaxOpenFids} fids are open, as many as a connection may have; clunk some";
        return false;
    }

    /// <summary>Opens the fid, and lets it stand for what a request has made, both or neither.</summary>
    private bool TryOpen(Request request, Handle? file, DirectoryHandle? directory)
    {
        var fid = request.Fid!;
        lock (_gate)
        {
            if (request.IsAbandoned || !fid.TryOpen(file, directory, (OpenFlags)(request.Number & ~RemovesAtEnd)))
                return false;
            if (request.Node is { } made)
                MoveTo(request, made);
            fid.RemovesAtEnd = (request.Number & RemovesAtEnd) != 0;
            request.IsOpening = false;
            return true;
        }
    }

    private async Task CloseAsync(Handle? file, DirectoryHandle? directory)
    {
        try
        {
            if (file is not null)
                await file.CloseAsync().OffPool();
            if (directory is not null)
                await directory.CloseAsync().OffPool();
        }
        catch (Exception exception)
        {
            // the one place for what escapes the close of a handle that never was a fid's
            Log.CloseEscaped(_logger, exception);
        }
    }
}
