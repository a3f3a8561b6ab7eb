using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <content>OPENDIR, READDIR, READDIRPLUS.</content>
internal sealed unsafe partial class Session
{
    private ValueTask<int> OpenDirectory(Request request) =>
        _nodes.Find(request.Header->NodeId) is { } node
            ? Then(request, node.OpenDirectoryAsync(request.Caller, request.Cancellation), static (session, request, directory) =>
            {
                var file = new OpenFile(null, directory, false);
                if (session._handles.Add(file) is not { } number)
                {
                    Log.LimitReached(session._logger, session._options.MaxOpenFiles, "open files", Errno.ENFILE);
                    session.Close(file);
                    return Refused(Errno.ENFILE);
                }

                request.Out<OpenOut>().FileHandle = number;
                return new(sizeof(OpenOut));
            })
            : Refused(Errno.ESTALE);

    private ValueTask<int> ReadDirectory(Request request)
    {
        if (_handles.Enter(request.In<ReadIn>().FileHandle) is not { } file)
            return Refused(Errno.EBADF);

        request.File = file;
        return file.Directory is null
            ? Refused(Errno.ENOTDIR)
            : InTurn(request, static (session, request) =>
            {
                ref readonly var asked = ref request.In<ReadIn>();
                var capacity = (int)Math.Min(asked.Size, Protocol.MaxWrite);
                var self = session._nodes.Find(request.Header->NodeId)?.Inode ?? Protocol.RootNodeId;
                var cursor = request.Sink.Begin(asked.Offset, capacity, self, request.Opcode == Opcode.ReadDirectoryPlus);
                return cursor is { } start
                    ? session.Then(request, request.File!.Directory!.ReadAsync(start, request.Sink, request.Cancellation), static (_, request) => new(request.Sink.Length))
                    : new(request.Sink.Length);
            });
    }
}
