using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client;

/// <content>Treaddir: entries of qid[13] offset[8] type[1] name[s]; one goes on behind the offset of the last.</content>
internal sealed partial class LinuxOperations
{
    public override ValueTask<Result<int>> ReadPageAsync(NinePFile file, ulong position, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var call = file.Rent();
        call.Put(new Treaddir { Fid = file.Fid.Number, Offset = position, Count = (uint)buffer.Length });
        call.Destination = buffer;
        return call.CountAsync(cancellationToken);
    }

    public override ulong? TakePage(NinePFile file, ulong position, ReadOnlySpan<byte> page, Listing listing)
    {
        WireReader reader = new(page, NinePDialect.Linux);
        while (reader.Left > 0)
        {
            var qid = reader.ReadQid();
            position = reader.ReadUInt64();
            var type = (NodeKind)reader.ReadByte();
            var name = reader.ReadString();
            if (reader.Left == 0 && !reader.IsComplete)
                return null;
            var kind = type switch
            {
                NodeKind.Directory or NodeKind.File or NodeKind.Symlink => type,
                // some servers say nothing, or something of their own, and some of those tell in the qid
                NodeKind.Unknown when qid.Type == QidType.File => NodeKind.Unknown,
                _ => RemoteAttributes.KindOf(qid),
            };
            listing.Add(name, kind, file.Connection.InodeOf(qid.Path));
        }

        return position;
    }
}
