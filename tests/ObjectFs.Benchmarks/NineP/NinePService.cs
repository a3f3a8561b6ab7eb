using System.Globalization;
using ObjectFs.Benchmarks.Fuse;
using ObjectFs.NineP;

namespace ObjectFs.Benchmarks.NineP;

/// <summary>Our side, in a process of its own, so that its CPU can be told from the client's: <c>serve-9p DIR</c>. Serves nodes in memory at the socket <see cref="MemorySocket"/> in the directory and
/// at a TCP port, and exported objects at <see cref="ObjectsSocket"/>. Says the port once it serves; answers every further line with the bytes allocated so far; ends when its standard input does.</summary>
internal static class NinePService
{
    public const string MemorySocket = "memory.9p";

    public const string ObjectsSocket = "objects.9p";

    /// <summary>How many objects there are of the class <see cref="Row"/>.</summary>
    public const int Objects = 1000;

    private const int MaxConnections = 4096;

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not [var directory])
        {
            await Console.Error.WriteLineAsync("usage: serve-9p DIR");
            return 2;
        }

        var rows = Enumerable.Range(0, Objects).Select(_ => new Row()).ToArray();
        var sluggish = new Sluggish();
        var memory = Content.Make();
        try
        {
            await using var unix = await StartAsync(memory, NinePAddress.Unix(Path.Combine(directory, MemorySocket)));
            await using var tcp = await StartAsync(memory, NinePAddress.Tcp("127.0.0.1", 0));
            await using var objects = await StartAsync(ObjectRegistry.Default.Root, NinePAddress.Unix(Path.Combine(directory, ObjectsSocket)));
            Console.WriteLine(tcp.Address!.Port);
            while (await Console.In.ReadLineAsync() is not null)
                Console.WriteLine(GC.GetTotalAllocatedBytes(precise: true).ToString(CultureInfo.InvariantCulture));
        }
        catch (NinePException exception)
        {
            await Console.Error.WriteLineAsync($"{exception.Message} {exception.Remedy}");
            return 1;
        }

        GC.KeepAlive(rows);
        GC.KeepAlive(sluggish);
        return 0;
    }

    // sizes are told, since the other side tells them
    private static Task<NinePServer> StartAsync(ObjectFs.Tree.Node root, NinePAddress address) => NinePServer.StartAsync(
        root,
        new NinePServerOptions { Address = address, AllowAnonymous = true, MaxConnections = MaxConnections, TellsSizes = root is ObjectFs.Tree.MemoryDirectory },
        logger: null,
        CancellationToken.None);
}
