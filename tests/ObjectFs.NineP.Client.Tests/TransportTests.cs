using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client.Tests;

public sealed class TransportTests
{
    [Fact]
    public async Task A_tree_is_read_over_TCP()
    {
        await using var server = await StartAsync(new() { Address = NinePAddress.Tcp("127.0.0.1", 0), AllowAnonymous = true });
        await using var client = await NinePClient.ConnectAsync(server.Address!);
        Assert.Equal(Errno.ENOENT, (await client.Tree.LookupAsync("nothing"u8, default)).Errno);
    }

    [Fact]
    public async Task A_tree_is_read_over_TLS_by_those_who_trust_the_certificate()
    {
        using var certificate = MakeCertificate();
        await using var server = await StartAsync(new()
        {
            Address = NinePAddress.Tls("localhost", 0),
            AllowAnonymous = true,
            Tls = new() { ServerCertificate = certificate },
        });
        SslClientAuthenticationOptions trusting = new() { RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.GetCertHashString() == certificate.GetCertHashString() };
        await using var client = await NinePClient.ConnectAsync(server.Address!, new() { Tls = trusting });
        Assert.Equal(Errno.ENOENT, (await client.Tree.LookupAsync("nothing"u8, default)).Errno);

        var failure = await Assert.ThrowsAsync<NinePException>(() => NinePClient.ConnectAsync(server.Address!));
        Assert.Equal(Errno.EACCES, failure.Errno);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_refused_with_a_remedy()
    {
        NinePAddress address;
        await using (var server = await StartAsync(new() { Address = NinePAddress.Tcp("127.0.0.1", 0), AllowAnonymous = true }))
            address = server.Address!;
        var failure = await Assert.ThrowsAsync<NinePException>(() => NinePClient.ConnectAsync(address));
        Assert.Equal(Errno.ECONNREFUSED, failure.Errno);
    }

    [Fact]
    public async Task A_tree_is_read_over_any_stream_even_its_own()
    {
        var volume = new MemoryVolume().CreateRoot();
        await using var server = await StartAsync(new(), volume);
        var (clientEnd, serverEnd) = DuplexStream.CreatePair();
        var serving = server.ServeAsync(serverEnd, Caller.Self, default);
        await using (var client = await NinePClient.ConnectAsync(clientEnd))
        {
            // a remote tree is a tree, and is served on
            await using var second = await StartAsync(new(), client.Tree);
            var (otherEnd, secondEnd) = DuplexStream.CreatePair();
            var servingOn = second.ServeAsync(secondEnd, Caller.Self, default);
            await using (var far = await NinePClient.ConnectAsync(otherEnd, new() { Dialect = NinePDialect.Plan9 }))
            {
                (await far.Tree.CreateDirectoryAsync("made"u8, 0x1ED, Caller.Self, default)).Must();
                Assert.True((await volume.LookupAsync("made"u8, default)).Succeeded);
            }

            await servingOn;
        }

        await serving;
    }

    private static Task<NinePServer> StartAsync(NinePServerOptions options, Node? root = null) =>
        NinePServer.StartAsync(root ?? new MemoryVolume().CreateRoot(), options, null, default);

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
