using System.Globalization;
using ObjectFs.Fuse;

namespace ObjectFs.Benchmarks.Fuse;

/// <summary>Our side, in a process of its own, so that its CPU can be told from the client's: <c>serve-fuse --mount DIR [--no-cache]</c>.
/// Says "ready" once mounted; answers every further line with the bytes allocated and the collections run so far; ends when its standard input does.</summary>
internal static class FuseService
{
    private const int Rows = 10_000;

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not ["--mount", var mountPoint, .. var rest] || rest is not ([] or ["--no-cache"]))
        {
            await Console.Error.WriteLineAsync("usage: serve-fuse --mount DIR [--no-cache]");
            return 2;
        }

        var bench = new Bench();
        var rows = Enumerable.Range(0, Rows).Select(_ => new Row()).ToArray();
        try
        {
            await using var server = await ObjectFsServer.StartAsync(new ObjectFsOptions
            {
                MountPoint = mountPoint,
                Fuse = new FuseMountOptions { KernelCache = rest.Length == 0 },
            });
            Console.WriteLine("ready");
            while (await Console.In.ReadLineAsync() is not null)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{GC.GetTotalAllocatedBytes(precise: true)} {GC.CollectionCount(0)}"));
        }
        catch (FuseMountException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }

        GC.KeepAlive(bench);
        GC.KeepAlive(rows);
        return 0;
    }
}
