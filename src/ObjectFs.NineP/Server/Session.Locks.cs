using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <content>Tlock, Tgetlock.</content>
internal sealed partial class Session
{
    private const int MaxClientId = 256;

    // header, type[1] start[8] length[8] proc_id[4] and the length of the client_id
    private const int MaxGetLock = Protocol.HeaderSize + 23 + MaxClientId;

    private ValueTask<int> Lock(Request request)
    {
        if (!request.TryParse(out Tlock asked))
            return Malformed(request);
        if (!TryFind(request, asked.Fid, out var fid))
            return UnknownFid(request);
        if (fid.File is null)
            return Refused(request, Errno.EBADF, "the fid is not open");
        if (MakeLock(fid, asked.Lock, asked.Start, asked.Length, asked.ProcessId, asked.ClientId) is not { } wanted)
            return Refused(Errno.EINVAL);
        return new(request.Put(new Rlock { Status = (byte)_locks.Set(fid.Node.Inode, wanted) }));
    }

    private ValueTask<int> GetLock(Request request)
    {
        if (!request.TryParse(out Tgetlock asked))
            return Malformed(request);
        if (!TryFind(request, asked.Fid, out var fid))
            return UnknownFid(request);
        if (asked.Lock > (byte)LockType.Write || MakeLock(fid, asked.Lock, asked.Start, asked.Length, asked.ProcessId, asked.ClientId) is not { } wanted)
            return Refused(Errno.EINVAL);

        var held = _locks.Find(fid.Node.Inode, wanted);
        var shown = held ?? wanted;
        request.Reserve(MaxGetLock);
        return new(request.Put(new Rgetlock
        {
            Lock = (byte)(held is null ? LockType.Unlock : held.Type),
            Start = shown.Start,
            Length = shown.End == ulong.MaxValue ? 0 : shown.End - shown.Start + 1,
            ProcessId = shown.ProcessId,
            ClientId = shown.ClientId,
        }));
    }

    private FileLock? MakeLock(Fid fid, byte type, ulong start, ulong length, uint processId, ReadOnlySpan<byte> clientId) =>
        type > (byte)LockType.Unlock || clientId.Length > MaxClientId || (length != 0 && start > ulong.MaxValue - (length - 1))
            ? null
            : new FileLock(this, fid.Number, clientId.ToArray(), processId, (LockType)type, start, length == 0 ? ulong.MaxValue : start + length - 1);
}
