using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ObjectFs.NineP.Tests.Server;

/// <summary>What is asked all the time costs no memory, on whichever thread. Nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public sealed partial class AllocationTests
{
    private const int Operations = 20_000;

    public static TheoryData<NinePDialect, string, int> Cases
    {
        get
        {
            TheoryData<NinePDialect, string, int> cases = [];
            foreach (var dialect in Enum.GetValues<NinePDialect>())
            {
                foreach (var operation in new[] { "read", "walk and clunk", "clone and clunk", "stat", "write", "absent" })
                {
                    cases.Add(dialect, operation, 1);
                    cases.Add(dialect, operation, 16);
                }
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task In_steady_state_nothing_is_allocated(NinePDialect dialect, string operation, int depth)
    {
        var path = Path.Combine(Path.GetTempPath(), $"objectfs-{Guid.NewGuid():N}.9p");
        await using var server = await NinePServer.StartAsync(Rig.Tree(), new() { Address = NinePAddress.Unix(path) }, null, CancellationToken.None);
        await using var rig = await Rig.StartAsync(Rig.Tree());
        var scribe = await rig.ConnectAsync(dialect);

        // a socket that has never been asked to do anything asynchronously blocks, and allocates nothing
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        Ask(socket, new Body().U32(65536).Text(RawClient.NameOf(dialect)).Frame(Op.Version, RawClient.NoTag));
        Ask(socket, scribe.AttachBody(0).Frame(Op.Attach, 1));
        Ask(socket, RawClient.WalkBody(0, 1, "hello"u8.ToArray()).Frame(Op.Walk, 1));
        Ask(socket, scribe.OpenBody(1, RawClient.ORDWR).Frame(scribe.OpenType, 1));
        var frames = Enumerable.Range(0, depth).SelectMany(at => Frames(scribe, operation, (uint)(1000 + at), (ushort)(1000 + (2 * at)))).ToArray();
        var allocated = Measure(socket, [.. frames.SelectMany(static frame => frame)], frames.Length, Operations / depth);
        Assert.InRange((double)allocated / Operations, 0, 0.99);
    }

    private static IEnumerable<byte[]> Frames(RawClient client, string operation, uint fid, ushort tag) => operation switch
    {
        "read" => [RawClient.ReadBody(1, 0, 4096).Frame(Op.Read, tag)],
        "walk and clunk" => [RawClient.WalkBody(0, fid, "dir"u8.ToArray(), "sub"u8.ToArray(), "deep"u8.ToArray()).Frame(Op.Walk, tag), new Body().U32(fid).Frame(Op.Clunk, ++tag)],
        "clone and clunk" => [RawClient.WalkBody(0, fid).Frame(Op.Walk, tag), new Body().U32(fid).Frame(Op.Clunk, ++tag)],
        "stat" => [client.StatBody(1).Frame(client.StatType, tag)],
        "write" => [RawClient.WriteBody(1, 0, "hello"u8.ToArray()).Frame(Op.Write, tag)],
        _ => [RawClient.WalkBody(0, fid, "nothing"u8.ToArray()).Frame(Op.Walk, tag)],
    };

    private static void Ask(Socket socket, byte[] frame)
    {
        socket.Send(frame);
        Assert.True(socket.Receive(new byte[1000]) > 7);
    }

    /// <summary>Sends the same all the time, with calls that allocate nothing here.</summary>
    private static long Measure(Socket socket, byte[] frames, int answers, int rounds)
    {
        var buffer = new byte[1 << 20];
        var before = 0L;

        // some beforehand: what lies ready later is made
        for (var round = -rounds / 4; round < rounds; round++)
        {
            if (round == 0)
                before = GC.GetTotalAllocatedBytes(precise: true);
            for (var sent = 0; sent < frames.Length;)
                sent += Send(socket.Handle, frames.AsSpan(sent));
            var received = 0;
            for (var (start, left) = (0, answers); left > 0;)
            {
                received += Receive(socket.Handle, buffer.AsSpan(received));
                while (left > 0 && received - start >= 4 && BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(start)) is var size && received - start >= size)
                {
                    start += size;
                    left--;
                }
            }
        }

        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private static int Send(nint socket, ReadOnlySpan<byte> bytes) => Done(Send((int)socket, bytes, bytes.Length, 0));

    private static int Receive(nint socket, Span<byte> room) => Done(Receive((int)socket, room, room.Length, 0));

    private static int Done(nint count) => count > 0 ? (int)count : throw new IOException($"The server ended the connection: {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    private static partial nint Send(int socket, ReadOnlySpan<byte> bytes, nint count, int flags);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static partial nint Receive(int socket, Span<byte> room, nint count, int flags);
}
