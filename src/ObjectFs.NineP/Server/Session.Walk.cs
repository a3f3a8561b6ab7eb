using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <content>Twalk (walk(5)): all names, or those up to the first that leads nowhere, and then no fid is bound.</content>
internal sealed partial class Session
{
    private const int RwalkHeader = Protocol.HeaderSize + sizeof(ushort);

    private ValueTask<int> Walk(Request request)
    {
        if (!request.TryParse(out Twalk asked))
            return Malformed(request);
        if (!TryFind(request, asked.Fid, out var from))
            return UnknownFid(request);

        // Linux clones what it has open
        var isOntoItself = asked.NewFid == asked.Fid;
        if (from.Xattr is not null || (from.IsOpen && (isOntoItself || request.Dialect != NinePDialect.Linux)))
            return Refused(request, Errno.EBADF, "the fid is open");

        Fid fid;
        if (isOntoItself)
        {
            lock (_gate)
                request.NewFid = fid = NewFid(asked.NewFid, from.Caller);
        }
        else if (TryBegin(request, asked.NewFid, from.Caller, out fid) is var errno && errno != Errno.None)
        {
            return Refused(errno);
        }

        lock (_gate)
            fid.Path.CopyFrom(from.Path);
        return CountPath(request, fid) is var full && full != Errno.None ? Refused(full) : WalkOn(request, 0);
    }

    /// <summary>Goes on after the names that have been walked.</summary>
    private ValueTask<int> WalkOn(Request request, int done)
    {
        var path = request.NewFid!.Path;
        var names = request.Parse<Twalk>().Names;
        var index = 0;
        foreach (var name in names)
        {
            if (index++ < done)
                continue;
            if (name.SequenceEqual(".."u8))
            {
                path.Pop();
            }
            else
            {
                var task = Step(request, path, name);
                if (!task.IsCompletedSuccessfully)
                    return WalkOnAsync(request, done, task);
                var found = task.Result;
                if (!found.TryGet(out var node))
                    return EndWalk(request, done, found.Failure);
                path.Push(node, name);
            }

            PutQid(request, done++, path.Node);
        }

        return EndWalk(request, done, default);
    }

    private async ValueTask<int> WalkOnAsync(Request request, int done, ValueTask<Result<Node>> task)
    {
        var result = await task.OffPool();
        if (!result.TryGet(out var node))
            return await EndWalk(request, done, result.Failure).OffPool();
        PushName(request, done, node);
        PutQid(request, done++, node);
        return await WalkOn(request, done).OffPool();
    }

    private static void PushName(Request request, int index, Node node)
    {
        foreach (var name in request.Parse<Twalk>().Names)
        {
            if (index-- == 0)
                request.NewFid!.Path.Push(node, name);
        }
    }

    private static void PutQid(Request request, int index, Node node)
    {
        WireWriter writer = new(request.Answer.AsSpan(RwalkHeader + (index * Qid.Size), Qid.Size), request.Dialect);
        writer.WriteQid(QidOf.Node(node));
    }

    private ValueTask<int> EndWalk(Request request, int done, Failure failure)
    {
        var fid = request.NewFid!;
        if (failure.Errno != Errno.None)
        {
            if (done == 0)
                return new(RefusedAs(request, failure));
            request.NewFid = null;
            Leave(fid);
        }
        else if (CountPath(request, fid) is var errno && errno != Errno.None)
        {
            return Refused(errno);
        }
        else
        {
            fid.Arrive();
        }

        WireWriter writer = new(request.Answer, request.Dialect);
        writer.Begin(MessageType.Rwalk, request.Tag);
        writer.WriteUInt16((ushort)done);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(request.Answer, RwalkHeader + (done * Qid.Size));
        return new(RwalkHeader + (done * Qid.Size));
    }

    private ValueTask<Result<Node>> Step(Request request, FidPath path, ReadOnlySpan<byte> name)
    {
        var directory = path.Node;
        if (directory.Kind != NodeKind.Directory)
            return new(Errno.ENOTDIR);
        if (CheckName(request, name) is var errno && errno != Errno.None)
            return new(errno is Errno.EINVAL ? Errno.ENOENT : errno);
        if (path.Depth >= FidPath.MaxDepth)
            return new(Errno.ELOOP);

        if (IsForeign(request.NewFid!.Caller))
            return StepAsForeignAsync(request, path, directory, name.ToArray());
        return request.Dialect == NinePDialect.Plan9
            ? Follow(request, path, directory.LookupAsync(name, request.Cancellation))
            : directory.LookupAsync(name, request.Cancellation);
    }

    private static bool IsLink(Result<Node> found) => found.TryGet(out var node) && node.Kind == NodeKind.Symlink;

    /// <summary>A step that somebody else's rights must allow.</summary>
    private async ValueTask<Result<Node>> StepAsForeignAsync(Request request, FidPath path, Node directory, byte[] name)
    {
        var allowed = await PermitAsync(directory, request.NewFid!.Caller, Access.Execute, request.Cancellation).OffPool();
        if (!allowed.Succeeded)
            return allowed.Failure;
        return request.Dialect == NinePDialect.Plan9
            ? await FollowAsync(request, path, directory.LookupAsync(name, request.Cancellation)).OffPool()
            : await directory.LookupAsync(name, request.Cancellation).OffPool();
    }

    private ValueTask<Result<Node>> Follow(Request request, FidPath path, ValueTask<Result<Node>> task)
    {
        if (!task.IsCompletedSuccessfully)
            return FollowAsync(request, path, task);
        var found = task.Result;
        return IsLink(found) ? LinkTarget.FindAsync(path, found.Value, SearchAs(request.NewFid!.Caller, request), request.Cancellation) : new(found);
    }

    /// <summary>9P2000 has no symbolic links: what they lead to stands in their place.</summary>
    private async ValueTask<Result<Node>> FollowAsync(Request request, FidPath path, ValueTask<Result<Node>> task)
    {
        var found = await task.OffPool();
        return IsLink(found) ? await LinkTarget.FindAsync(path, found.Value, SearchAs(request.NewFid!.Caller, request), request.Cancellation).OffPool() : found;
    }
}
