using System.Diagnostics;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ObjectFs.NineP;
using ObjectFs.Tests.Shared.Wine;
using ObjectFs.Tree;

namespace ObjectFs.Windows.Tests;

/// <summary>TCP and TLS between programs of Windows, and between those and programs of Linux, and files of Windows.</summary>
[Collection(WindowsMachine.OneAtATime)]
public sealed class NetworkTests(WindowsMachine windows) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("objectfs-windows-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_program_of_Windows_is_read_and_set_over_tcp_from_Windows_and_from_Linux()
    {
        using var quiet = await windows.StartAsync("Quiet", ("OBJECTFS_PROTO", "9p"), ("OBJECTFS_ADDRESS", "tcp://127.0.0.1:0"), ("OBJECTFS_ALLOW_ANONYMOUS", "true"), ("OBJECTFS_LOG", "Information"));
        await quiet.AwaitAsync("running");
        var address = quiet.AwaitSaid("ObjectFs: listening at ")["ObjectFs: listening at ".Length..];
        Assert.Equal((0, "5\n", ""), await windows.ObjectfsAsync("cat", $"{address}/Lamp/1/Brightness"));
        Assert.Equal((0, "", ""), await HereAsync("set", $"{address}/Lamp/1/Brightness", "7"));
        Assert.Equal((0, "7\n", ""), await HereAsync("cat", $"{address}/Lamp/1/Brightness"));
        Assert.Equal((0, "10\n", ""), await HereAsync("call", $"{address}/Lamp/1/Brighten", "3"));
        Assert.Equal(1, (await HereAsync("set", $"{address}/Lamp/1/Brightness", "bright")).ExitCode);
    }

    [Fact]
    public async Task A_program_of_Linux_is_read_and_set_from_Windows_over_tls_by_who_trusts_its_certificate_and_by_nobody_else()
    {
        using var certificate = MakeCertificate();
        var trusted = Path.Combine(_folder, "trusted.pem");
        File.WriteAllText(trusted, certificate.ExportCertificatePem());
        var root = MemoryDirectory.CreateRoot();
        root.AddFile("file", "hello\n"u8);
        NinePServerOptions options = new() { Address = NinePAddress.Tls("127.0.0.1", 0), Tls = new SslServerAuthenticationOptions { ServerCertificate = certificate }, AllowAnonymous = true };
        await using var server = await NinePServer.StartAsync(root, options, null, TestContext.Current.CancellationToken);

        // Wine knows certificates by the names of hosts, not by their numbers
        var file = $"tls://localhost:{server.Address!.Port}/file";
        (string, string)[] trust = [("OBJECTFS_TLS_CA", WinePrefix.Seen(trusted))];
        await windows.WithOlderTlsAsync(async () =>
        {
            Assert.Equal((0, "hello\n", ""), await windows.ObjectfsAsync(trust, "cat", file));
            Assert.Equal((0, "", ""), await windows.ObjectfsAsync(trust, "set", file, "good day"));
            Assert.Equal((0, "good day\n", ""), await windows.ObjectfsAsync(trust, "cat", file));

            // the words are Wine's: it cannot tell the other side why it turns away, and .NET speaks of that
            var (exitCode, output, error) = await windows.ObjectfsAsync("cat", file);
            Assert.Equal((3, ""), (exitCode, output));
            Assert.StartsWith($"objectfs: tls://localhost:{server.Address.Port}", error, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Objects_are_copied_to_files_of_Windows_and_values_back()
    {
        using var quiet = await windows.StartAsync("Quiet", ("OBJECTFS_PROTO", "9p"));
        await quiet.AwaitAsync("running");
        await windows.AddressFileAsync("Quiet");
        var copy = WinePrefix.Seen(Path.Combine(_folder, "copy"));
        Assert.Equal((0, "", ""), await windows.ObjectfsAsync("cp", "-r", "Quiet/Lamp/1", copy));
        Assert.Equal("5\n", File.ReadAllText(Path.Combine(_folder, "copy", "Brightness")));
        Assert.Equal((0, "", ""), await windows.ObjectfsAsync("diff", "Quiet/Lamp/1", copy));
        File.WriteAllText(Path.Combine(_folder, "copy", "Brightness"), "8\n");
        Assert.Equal((1, "~ Brightness: 5 -> 8\n", ""), await windows.ObjectfsAsync("diff", "Quiet/Lamp/1", copy));
        Assert.Equal((0, "", ""), await windows.ObjectfsAsync("cp", $@"{copy}\Brightness", "Quiet/Lamp/1/Brightness"));
        Assert.Equal((0, "8\n", ""), await windows.ObjectfsAsync("cat", "Quiet/Lamp/1/Brightness"));
    }

    [Fact]
    public async Task A_directory_of_Windows_is_served_to_be_read_and_only_where_asked_to_be_written()
    {
        var served = Directory.CreateDirectory(Path.Combine(_folder, "served")).FullName;
        File.WriteAllText(Path.Combine(served, "file"), "content\n");
        using (var reading = await windows.StartAsync("ObjectFs.Cli", ["serve", WinePrefix.Seen(served)]))
        {
            await reading.AwaitAsync("is served at tcp://127.0.0.1:");
            Assert.Equal((0, "file\n", ""), await windows.ObjectfsAsync("ls", "served"));
            Assert.Equal((0, "content\n", ""), await windows.ObjectfsAsync("cat", "served/file"));
            Assert.Equal((1, "", "objectfs: served/file: Read-only file system. It is exported read-only.\n"), await windows.ObjectfsAsync("set", "served/file", "other"));
            reading.Interrupt();
            await reading.EndAsync();
        }

        using var writing = await windows.StartAsync("ObjectFs.Cli", ["serve", "--write", WinePrefix.Seen(served)]);
        await writing.AwaitAsync("is served at");
        Assert.Equal((0, "", ""), await windows.ObjectfsAsync("set", "served/file", "other"));
        Assert.Equal("other\n", File.ReadAllText(Path.Combine(served, "file")));
        writing.Interrupt();
        await writing.EndAsync();
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = RSA.Create(2048);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    /// <summary>The command of this machine.</summary>
    private static Task<(int ExitCode, string Output, string Error)> HereAsync(params string[] arguments) =>
        WindowsProgram.RunAsync(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ObjectFs.Cli.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
}
