using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests;

/// <summary>A server of ours over a tree, and connections to it, over the <see cref="Carrier"/> that the row of the test says, or else a socket.</summary>
internal sealed class Rig : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly UnixDomainSocketEndPoint _place = new($"\0objectfs-{Guid.NewGuid():N}");
    private readonly ConcurrentBag<RawClient> _clients = [];
    private Caller? _caller;
    private Task _serving = Task.CompletedTask;

    private Rig(NinePServer server)
    {
        Server = server;
        _listener.Bind(_place);
        _listener.Listen(1000);
    }

    public NinePServer Server { get; }

    /// <summary>Who the server takes the peers for from now on, which it can be told of a stream alone.</summary>
    public Caller Caller
    {
        set => _caller = value;
    }

    /// <summary>What the server is handed in place of a stream itself.</summary>
    public Func<Stream, Stream>? Through { get; set; }

    /// <summary>Ends when the server is done: over a stream with the last connection, over a socket with all whose end the client has seen or made.</summary>
    public Task Serving => IsStream ? _serving : Eventually.IsAsync(true, () => Server.Statistics.Connections <= _clients.Count(static client => !client.IsOver));

    private bool IsStream => _caller is not null || Through is not null || Server.Address is null;

    private static Carrier Asked =>
        TestContext.Current.Test?.Traits.TryGetValue(EveryDialectAttribute.Trait, out var asked) == true ? Enum.Parse<Carrier>(asked.Single()) : Carrier.Socket;

    /// <summary>Serves a tree, of which sizes are told unless they are not to be.</summary>
    public static async Task<Rig> StartAsync(Node root, NinePServerOptions? options = null, ILogger? logger = null, bool tellsSizes = true)
    {
        var address = NinePAddress.Unix(Path.Combine(Path.GetTempPath(), $"objectfs-{Guid.NewGuid():N}.9p"));
        var whole = (options ?? new()) with { TellsSizes = tellsSizes, Address = Asked == Carrier.Socket ? address : null };
        return new(await NinePServer.StartAsync(root, whole, logger, TestContext.Current.CancellationToken));
    }

    /// <summary>A small tree in memory, and its root.</summary>
    public static MemoryDirectory Tree()
    {
        var root = new MemoryVolume().CreateRoot();
        root.AddFile("hello", "hello, world\n"u8);
        root.AddFile("empty");
        root.AddFile("other", "other\n"u8);
        var directory = root.AddDirectory("dir");
        directory.AddFile("inner", "inner\n"u8);
        directory.AddDirectory("sub").AddFile("deep", "deep\n"u8);
        root.AddSymlink("link", "hello");
        root.AddSymlink("dirlink", "dir");
        root.AddDirectory("vacant");
        return root;
    }

    /// <summary>The tree of <see cref="Tree"/>, served, and a client at its root.</summary>
    public static async Task<(Rig Rig, RawClient Client)> BeginAsync(NinePDialect dialect, Node? root = null, NinePServerOptions? options = null)
    {
        var rig = await StartAsync(root ?? Tree(), options);
        return (rig, await rig.ConnectAsync(dialect));
    }

    /// <summary>A connection on which nothing was said.</summary>
    public async Task<RawClient> OpenAsync(int receiveBuffer = 0)
    {
        Socket near = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        if (receiveBuffer > 0)
            near.ReceiveBufferSize = receiveBuffer;
        await near.ConnectAsync(IsStream ? _place : new UnixDomainSocketEndPoint(Server.Address!.Path!));
        if (IsStream)
            _serving = ServeAsync(await _listener.AcceptAsync());
        RawClient client = new(near);
        _clients.Add(client);
        return client;
    }

    /// <summary>A connection with fid 0 at the root.</summary>
    public async Task<RawClient> ConnectAsync(NinePDialect dialect, uint messageSize = 65536)
    {
        var client = await OpenAsync();
        await client.BeginAsync(dialect, messageSize);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
            await client.DisposeAsync();
        await Server.DisposeAsync().AsTask().WaitAsync(RawClient.Patience);
        _listener.Dispose();
    }

    private async Task ServeAsync(Socket socket)
    {
        await using NetworkStream stream = new(socket, ownsSocket: true);
        await Server.ServeAsync(Through?.Invoke(stream) ?? stream, _caller ?? new(0, 0, 1), CancellationToken.None);
    }
}
