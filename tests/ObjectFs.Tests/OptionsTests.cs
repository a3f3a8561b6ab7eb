using ObjectFs.Fuse;

namespace ObjectFs.Tests;

public sealed class OptionsTests
{
    public static TheoryData<ObjectFsOptions> Wrong =>
    [
        new ObjectFsOptions { Registry = null! },
        new ObjectFsOptions { Fuse = null! },
        new ObjectFsOptions { NineP = null! },
        new ObjectFsOptions { Protocols = (ObjectFsProtocols)16 },
        new ObjectFsOptions { Protocols = ObjectFsProtocols.Fuse | (ObjectFsProtocols)64 },
        new ObjectFsOptions { Fuse = new FuseMountOptions { MaxNodes = 0 } },
        new ObjectFsOptions { Fuse = new FuseMountOptions { MaxOpenFiles = -1 } },
        new ObjectFsOptions { Fuse = new FuseMountOptions { MaxWaiting = 0 } },
        new ObjectFsOptions { Protocols = ObjectFsProtocols.FuseElseNineP, Fuse = new FuseMountOptions { MaxWaiting = 0 } },
    ];

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public async Task What_cannot_be_is_refused_before_anything_is_served(ObjectFsOptions options)
    {
        var at = Server.NewPlace();
        options.MountPoint = at;
        await Assert.ThrowsAnyAsync<ArgumentException>(async () =>
        {
            await using var server = await ObjectFsServer.StartAsync(options, TestContext.Current.CancellationToken);
        });
        Assert.False(Directory.Exists(at));
    }
}
