using ObjectFs.Fuse;
using ObjectFs.NineP;
using ObjectFs.Tests.Shared;

namespace ObjectFs.RealTools.Tests;

/// <summary>
/// A program that is starving its thread pool, mounted; and once more, over 9P: a client of this process, which has come after the pool had stood still, is mounted too. Skips, loudly, where nothing can be.
/// </summary>
public sealed class StarvedProgram : IDisposable
{
    private readonly Lazy<Running> _running = new(static () => new());

    /// <summary>Where it is mounted.</summary>
    public string Fuse => Started.Fuse;

    /// <summary>Where it is mounted by way of 9P.</summary>
    public string NineP => Started.NineP;

    private Running Started
    {
        get
        {
            FuseDevice.Need();
            return _running.Value;
        }
    }

    public void Dispose()
    {
        if (_running.IsValueCreated)
            _running.Value.Dispose();
    }

    private sealed class Running : IDisposable
    {
        private readonly string _runtime = Directory.CreateTempSubdirectory("ofs-starved-").FullName;
        private readonly Child _child;
        private readonly NinePClient _client;
        private readonly FuseMount _relay;

        public Running()
        {
            Fuse = Places.New();
            var socket = Path.Combine(_runtime, "socket");
            _child = new Child("tests/Starved", [Fuse, socket]);
            _child.Await("starved");
            _client = NinePClient.ConnectAsync(NinePAddress.Unix(socket)).WaitAsync(Tool.Patience).GetAwaiter().GetResult();
            NineP = Places.New();
            _relay = FuseMount.StartAsync(_client.Tree, new FuseMountOptions { MountPoint = NineP, KernelCache = false }, null, CancellationToken.None).GetAwaiter().GetResult();
        }

        public string Fuse { get; }

        public string NineP { get; }

        // the mount and the socket have to go while the pool still stands
        public void Dispose()
        {
            _relay.DisposeAsync().AsTask().GetAwaiter().GetResult();
            _client.DisposeAsync().AsTask().GetAwaiter().GetResult();
            _child.Input.WriteLine("stop");
            _child.Await("stopped");
            Assert.False(Places.IsMounted(Fuse));
            Assert.Empty(Directory.GetFiles(_runtime));
            _child.Input.Close();
            _child.AwaitEnd();
            _child.Dispose();
            Directory.Delete(_runtime, recursive: true);
        }
    }
}
