using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ObjectFs.Cli.Targets;

/// <summary>
/// What TLS needs, from the environment: <c>OBJECTFS_TLS_CERT</c> names a PEM file with the own certificate and its key, <c>OBJECTFS_TLS_CA</c> one with the certificates to trust
/// in place of the system's.
/// </summary>
internal static class Certificates
{
    private const string OwnVariable = "OBJECTFS_TLS_CERT";
    private const string TrustedVariable = "OBJECTFS_TLS_CA";

    /// <summary>For one who connects.</summary>
    /// <exception cref="CommandException">A file cannot be read.</exception>
    public static SslClientAuthenticationOptions OfClient(string host)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = host, CertificateChainPolicy = Policy() };
        if (Own() is { } certificate)
            options.ClientCertificates = [certificate];
        return options;
    }

    /// <summary>For one who listens: who comes must show a certificate too.</summary>
    /// <exception cref="CommandException">There is no certificate, or a file cannot be read.</exception>
    public static SslServerAuthenticationOptions OfServer() => new()
    {
        ServerCertificate = Own() ?? throw CommandException.Usage(
            $"TLS needs a certificate. Name a PEM file with it and its key in {OwnVariable}, and the clients' authority in {TrustedVariable}."),
        ClientCertificateRequired = true,
        CertificateChainPolicy = Policy(),
    };

    private static X509Certificate2? Own() => Read(OwnVariable, static path =>
    {
        var certificate = X509Certificate2.CreateFromPemFile(path);
        if (!OperatingSystem.IsWindows())
            return certificate;

        // what speaks TLS there takes no key that was only ever in memory
        using (certificate)
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    });

    private static X509ChainPolicy? Policy()
    {
        var trusted = Read(TrustedVariable, static path =>
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(path);
            return certificates;
        });
        if (trusted is null)
            return null;

        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(trusted);
        return policy;
    }

    private static T? Read<T>(string variable, Func<string, T> read)
        where T : class
    {
        if (Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } path)
            return null;
        try
        {
            return read(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw CommandException.Usage($"{variable} names {path}, which cannot be used: {exception.Message}");
        }
    }
}
