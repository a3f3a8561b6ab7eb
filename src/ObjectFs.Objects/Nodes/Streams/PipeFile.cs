using System.Runtime.CompilerServices;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Streams;

/// <summary><c>.watch/Input</c> of a <see cref="Stream"/>: read by one at a time, from wherever the program is. What is read, the program no longer reads.</summary>
internal sealed class PipeFile(MemberLocation location, ulong inode) : StreamNode(location, inode)
{
    private static readonly ConditionalWeakTable<Stream, PipeHandle> Readers = [];

    protected override async ValueTask<Result<Handle>> OpenAsync(bool waits, Caller caller)
    {
        var read = await Location.CallAsync(caller, Location, static location => Open(location)).OffPool();
        if (!read.TryGet(out var stream))
            return read.Failure;
        var handle = new PipeHandle(stream, waits, static stream => Readers.Remove(stream));
        return Readers.TryAdd(stream, handle) ? handle : Refuse(caller, Errno.EBUSY, "somebody reads it already");
    }

    // runs under the policy of the host, and may throw
    private static Result<Stream> Open(Location location) => location.Read() switch
    {
        null => new Failure(Errno.ENODATA, "it is null now"),
        Stream { CanRead: false } => new Failure(Errno.EACCES, "the program only writes to it"),
        Stream stream => stream,
        _ => new Failure(Errno.ESTALE, "it is another kind of thing now"),
    };
}
