using ObjectFs.NineP.Wire;

namespace ObjectFs.NineP.Server;

/// <summary>A lock on a part of a file.</summary>
/// <param name="Session">The connection of its owner.</param>
/// <param name="Fid">The fid by which it was taken, with which it goes.</param>
/// <param name="ClientId">The client, as it calls itself: bytes that it is told again as they came.</param>
/// <param name="ProcessId">The process of the client.</param>
/// <param name="Type">To read or to write.</param>
/// <param name="Start">The first byte.</param>
/// <param name="End">The last byte.</param>
internal sealed record FileLock(Session Session, uint Fid, byte[] ClientId, uint ProcessId, LockType Type, ulong Start, ulong End)
{
    public bool IsOfSameOwner(FileLock other) => Session == other.Session && ProcessId == other.ProcessId && ClientId.AsSpan().SequenceEqual(other.ClientId);

    public bool Overlaps(FileLock other) => Start <= other.End && other.Start <= End;

    public bool ConflictsWith(FileLock other) =>
        Overlaps(other) && !IsOfSameOwner(other) && (Type == LockType.Write || other.Type == LockType.Write);
}
