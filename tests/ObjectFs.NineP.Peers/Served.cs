namespace ObjectFs.NineP.Peers;

/// <summary>A tree of its own, served at a port of the loopback address and at a Unix socket.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly NinePServer _tcp;
    private readonly NinePServer _unix;
    private readonly string _place;

    private Served(Tree tree, NinePServer tcp, NinePServer unix, string place)
    {
        Tree = tree;
        _tcp = tcp;
        _unix = unix;
        _place = place;
    }

    public Tree Tree { get; }

    /// <summary>Where it listens on the loopback address.</summary>
    public int Port => _tcp.Address!.Port;

    /// <summary>The Unix socket at which it listens.</summary>
    public string Socket => _unix.Address!.Path!;

    public static async Task<Served> StartAsync(CancellationToken cancellationToken, bool linuxErrorWords = false, bool tellsSizes = false)
    {
        var tree = new Tree();
        var place = Directory.CreateTempSubdirectory("objectfs-peers-").FullName;
        var tcp = await NinePServer.StartAsync(
            tree.Registry.Root,
            new NinePServerOptions { Address = NinePAddress.Tcp("127.0.0.1", 0), AllowAnonymous = true, LinuxErrorWords = linuxErrorWords, TellsSizes = tellsSizes },
            logger: null,
            cancellationToken);
        var unix = await NinePServer.StartAsync(
            tree.Registry.Root, new NinePServerOptions { Address = NinePAddress.Unix(Path.Combine(place, "socket")) }, logger: null, cancellationToken);
        return new(tree, tcp, unix, place);
    }

    public async ValueTask DisposeAsync()
    {
        Tree.Dispose();
        await _tcp.DisposeAsync();
        await _unix.DisposeAsync();
        Directory.Delete(_place, recursive: true);
    }
}
