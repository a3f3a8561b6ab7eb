using ObjectFs.Fuse;

[assembly: AssemblyFixture(typeof(ObjectFs.RealTools.Tests.Mount))]

namespace ObjectFs.RealTools.Tests;

/// <summary>The tree of this process, mounted once for all tests. Skips them, loudly, where it cannot be.</summary>
public sealed class Mount : IDisposable
{
    private readonly Lazy<ObjectFsServer> _server = new(static () => ObjectFsServer.StartAsync(new ObjectFsOptions { MountPoint = Places.New() }).GetAwaiter().GetResult());

    public string Path
    {
        get
        {
            try
            {
                return _server.Value.MountPoint!;
            }
            catch (FuseMountException exception)
            {
                Assert.Skip(exception.Message);
                throw;
            }
        }
    }

    public void Dispose()
    {
        if (_server.IsValueCreated)
            _server.Value.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
