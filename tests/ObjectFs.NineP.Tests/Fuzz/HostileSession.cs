namespace ObjectFs.NineP.Tests.Fuzz;

/// <summary>A client that opens, reads, flushes, clunks and begins again without waiting, and goes away whenever it likes.</summary>
internal static class HostileSession
{
    private static readonly byte[][] Files = [.. FuzzTree.Names.Take(9).Select(System.Text.Encoding.UTF8.GetBytes)];

    public static async Task RunAsync(RawClient client, Random random)
    {
        var dialect = (NinePDialect)random.Next(3);
        await client.VersionAsync(RawClient.NameOf(dialect), 16384);
        await client.SendBytesAsync(client.AttachBody(0).Frame(Op.Attach, 1));
        var drain = client.DrainAsync();
        try
        {
            for (var batches = random.Next(1, 30); batches > 0; batches--)
            {
                List<byte> batch = [];
                for (var count = random.Next(1, 20); count > 0; count--)
                    batch.AddRange(Next(client, dialect, random));
                await client.SendBytesAsync(batch.ToArray());
            }

            // sometimes it hears the end, sometimes it does not wait
            if (random.Next(2) == 0)
                client.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
            else
                client.Socket.Close(0);
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
        {
            // the server has ended it, as it may
        }

        try
        {
            await drain;
        }
        catch (ObjectDisposedException)
        {
            // it has closed its own socket
        }
    }

    private static byte[] Next(RawClient client, NinePDialect dialect, Random random)
    {
        var tag = (ushort)random.Next(40);
        var fid = (uint)random.Next(16);
        switch (random.Next(12))
        {
            case 0 or 1:
                return RawClient.WalkBody(0, fid, Files[random.Next(Files.Length)]).Frame(Op.Walk, tag);
            case 2 or 3:
                return client.OpenBody(fid, (byte)random.Next(3)).Frame(client.OpenType, tag);
            case 4 or 5:
                return RawClient.ReadBody(fid, (ulong)random.Next(100), (uint)random.Next(10_000)).Frame(Op.Read, tag);
            case 6:
                return RawClient.WriteBody(fid, 0, new byte[random.Next(3000)]).Frame(Op.Write, tag);
            case 7 or 8:
                return new Body().U16(random.Next(40)).Frame(Op.Flush, tag);
            case 9:
                return new Body().U32(fid == 0 ? 1 : fid).Frame(Op.Clunk, tag);
            case 10 when random.Next(20) == 0:
                return [.. new Body().U32(16384).Text(RawClient.NameOf(dialect)).Frame(Op.Version, RawClient.NoTag), .. client.AttachBody(0).Frame(Op.Attach, 1)];
            default:
                var types = Op.Of(dialect);
                var type = types[random.Next(types.Count)];
                return Hostile.Body(type, dialect, random) is var body && body.Bytes.Length < 16000 ? body.Frame(type, tag) : new Body().U32(fid).Frame(Op.Clunk, tag);
        }
    }
}
