using ObjectFs.Tree;
using System.Buffers.Binary;
using ObjectFs.NineP.Wire;

namespace ObjectFs.NineP.Client.Tests;

/// <summary>Answers that take more than a line.</summary>
internal static class Replies
{
    public static void Walk(Peer peer, Frame request, params Qid[] qids)
    {
        var bytes = new byte[qids.Length * Qid.Size];
        for (var i = 0; i < qids.Length; i++)
        {
            var at = bytes.AsSpan(i * Qid.Size);
            at[0] = (byte)qids[i].Type;
            BinaryPrimitives.WriteUInt32LittleEndian(at[1..], qids[i].Version);
            BinaryPrimitives.WriteUInt64LittleEndian(at[5..], qids[i].Path);
        }

        peer.Reply(request, new Rwalk { Qids = bytes });
    }

    /// <summary>As much of a content as was asked for.</summary>
    public static void Read(Peer peer, Frame request, byte[] content)
    {
        var asked = request.As<Tread>();
        var start = (int)Math.Min(asked.Offset, (ulong)content.Length);
        peer.Reply(request, new Rread { Data = content.AsSpan(start, Math.Min((int)asked.Count, content.Length - start)) });
    }

    /// <summary>Answers a walk of one name and an opening.</summary>
    public static async Task<NinePFile> OpenAsync(Peer peer, NinePClient client, OpenFlags flags = OpenFlags.Read | OpenFlags.Write, QidType type = QidType.File)
    {
        var walking = client.Root.WalkAsync("file"u8).AsTask();
        Walk(peer, await peer.NextAsync(MessageType.Twalk), new Qid(type, 0, 5));
        var file = (await walking).Value;
        var opening = file.OpenAsync(flags).AsTask();
        var open = await peer.NextAsync();
        if (peer.Dialect == NinePDialect.Linux)
            peer.Reply(open, new Rlopen { Qid = new(type, 0, 5) });
        else
            peer.Reply(open, new Ropen { Qid = new(type, 0, 5) });
        Assert.True((await opening).Succeeded);
        return file;
    }
}
