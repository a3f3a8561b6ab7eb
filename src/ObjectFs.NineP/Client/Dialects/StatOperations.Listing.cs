using System.Buffers.Binary;
using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client;

/// <content>A directory is read as a file of stat records, from front to back.</content>
internal sealed partial class StatOperations
{
    public override ValueTask<Result<int>> ReadPageAsync(NinePFile file, ulong position, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var call = file.Rent();
        call.Put(new Tread { Fid = file.Fid.Number, Offset = position, Count = (uint)buffer.Length });
        call.Destination = buffer;
        return call.CountAsync(cancellationToken);
    }

    public override ulong? TakePage(NinePFile file, ulong position, ReadOnlySpan<byte> page, Listing listing)
    {
        position += (ulong)page.Length;
        while (page.Length >= sizeof(ushort))
        {
            var size = sizeof(ushort) + BinaryPrimitives.ReadUInt16LittleEndian(page);
            if (size > page.Length || !StatRecord.TryRead(page[..size], file.Connection.Dialect, out var stat))
                return null;
            listing.Add(stat.Name, RemoteAttributes.KindOf(stat.Qid), file.Connection.InodeOf(stat.Qid.Path));
            page = page[size..];
        }

        return page.IsEmpty ? position : null;
    }
}
