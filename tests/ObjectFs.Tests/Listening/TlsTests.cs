using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ObjectFs.NineP;
using ObjectFs.Tree;

namespace ObjectFs.Tests.Listening;

/// <summary>TLS: whoever shows a certificate that the server trusts is let in, and nobody else.</summary>
public sealed class TlsTests
{
    private static readonly NinePAddress AnyPort = NinePAddress.Tls("127.0.0.1", 0);

    [Fact]
    public async Task A_client_with_a_trusted_certificate_is_let_in()
    {
        using var mine = Certificate("server");
        using var theirs = Certificate("client");
        await using var server = await Listening.StartAsync(AnyPort, new() { Tls = Asking(mine, theirs) });
        await using var stream = await ConnectAsync(server.Address!, mine, theirs);
        Assert.Equal("9P2000.L", await Greeting.ExchangeAsync(stream));
    }

    [Fact]
    public async Task A_client_with_another_certificate_is_not()
    {
        using var mine = Certificate("server");
        using var theirs = Certificate("client");
        using var strangers = Certificate("client");
        await using var server = await Listening.StartAsync(AnyPort, new() { Tls = Asking(mine, theirs) });
        Assert.Null(await TryAsync(server.Address!, mine, strangers));
        Assert.Equal("9P2000.L", await TryAsync(server.Address!, mine, theirs));
    }

    [Fact]
    public async Task A_client_without_a_certificate_is_not()
    {
        using var mine = Certificate("server");
        using var theirs = Certificate("client");
        await using var server = await Listening.StartAsync(AnyPort, new() { Tls = Asking(mine, theirs) });
        Assert.Null(await TryAsync(server.Address!, mine, null));
    }

    [Fact]
    public async Task A_client_that_does_not_speak_tls_is_sent_away()
    {
        using var mine = Certificate("server");
        await using var server = await Listening.StartAsync(AnyPort, new() { Tls = Asking(mine, mine) });
        await using var stream = await Greeting.ConnectAsync(server.Address!);
        Assert.Null(await NullIfRefusedAsync(() => Greeting.ExchangeAsync(stream)));
    }

    [Fact]
    public async Task Strangers_that_prove_nothing_take_nobodys_place()
    {
        using var mine = Certificate("server");
        using var theirs = Certificate("client");
        await using var server = await Listening.StartAsync(AnyPort, new() { Tls = Asking(mine, theirs), MaxConnections = 2, MaxHandshakes = 3 });
        List<NetworkStream> strangers = [];
        for (var i = 0; i < 8; i++)
            strangers.Add(await Greeting.ConnectAsync(server.Address!));

        await using var first = await ConnectAsync(server.Address!, mine, theirs);
        Assert.Equal("9P2000.L", await Greeting.ExchangeAsync(first));
        await using var second = await ConnectAsync(server.Address!, mine, theirs);
        Assert.Equal("9P2000.L", await Greeting.ExchangeAsync(second));

        // those who came first have gone, and who comes when all places are taken is not even asked
        foreach (var stranger in strangers[..5])
            Assert.Equal(0, await ReadToEndAsync(stranger));
        Assert.Null(await TryAsync(server.Address!, mine, theirs));
        Assert.Equal("9P2000.L", await Greeting.ExchangeAsync(first));
        foreach (var stranger in strangers)
            await stranger.DisposeAsync();
    }

    [Fact]
    public async Task Without_a_certificate_of_its_own_the_server_does_not_start()
    {
        Assert.Equal(Errno.EINVAL, await Listening.RefusalAsync(AnyPort));
    }

    [Fact]
    public async Task Without_asking_for_the_clients_certificate_it_does_not_start_either()
    {
        using var mine = Certificate("server");
        SslServerAuthenticationOptions tls = new() { ServerCertificate = mine };
        Assert.Equal(Errno.EACCES, await Listening.RefusalAsync(AnyPort, new() { Tls = tls }));
        await using var allowed = await Listening.StartAsync(AnyPort, new() { Tls = tls, AllowAnonymous = true });
        Assert.Equal("9P2000.L", await TryAsync(allowed.Address!, mine, null));
    }

    // a reset is as good an end as any
    private static async Task<int> ReadToEndAsync(Stream stream)
    {
        try
        {
            return await stream.ReadAsync(new byte[1], TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static SslServerAuthenticationOptions Asking(X509Certificate2 own, X509Certificate2 trusted) => new()
    {
        ServerCertificate = own,
        ClientCertificateRequired = true,
        RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == trusted.GetCertHashString(),
    };

    private static async Task<SslStream> ConnectAsync(NinePAddress address, X509Certificate2 expected, X509Certificate2? own)
    {
        SslStream stream = new(await Greeting.ConnectAsync(address));
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                ClientCertificates = own is null ? null : [own],
                RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == expected.GetCertHashString(),
            },
            TestContext.Current.CancellationToken);
        return stream;
    }

    private static Task<string?> TryAsync(NinePAddress address, X509Certificate2 expected, X509Certificate2? own) => NullIfRefusedAsync(async () =>
    {
        await using var stream = await ConnectAsync(address, expected, own);
        return await Greeting.ExchangeAsync(stream);
    });

    private static async Task<string?> NullIfRefusedAsync(Func<Task<string?>> exchange)
    {
        try
        {
            return await exchange();
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException)
        {
            return null;
        }
    }

    private static X509Certificate2 Certificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
