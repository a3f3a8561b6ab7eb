using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ObjectFs.Cli.Tests.Fakes;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Tests;

/// <summary>The command as a process, and a real server.</summary>
public sealed class EndToEndTests : IDisposable
{
    private readonly Scratch _runtime = new();
    private readonly string _name = Served.NewName();

    public void Dispose() => _runtime.Dispose();

    [Fact]
    public async Task A_program_is_in_ps_until_it_ends()
    {
        await using (var program = await ServeAsync())
        {
            var outcome = await Child.RunAsync(_runtime, "ps");
            Assert.Contains(outcome.Output.Split('\n'), line => line.StartsWith(_name, StringComparison.Ordinal) && line.Contains($" {program.ProcessId} ", StringComparison.Ordinal) && line.Contains("alive", StringComparison.Ordinal));
        }

        Assert.DoesNotContain(_name, (await Child.RunAsync(_runtime, "ps")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_is_reached_by_name_process_id_and_socket()
    {
        await using var program = await ServeAsync();
        foreach (var target in (string[])[_name, program.ProcessId.ToString(CultureInfo.InvariantCulture), program.Address, program.Address["unix:".Length..]])
            Assert.Equal(new Outcome(0, "alice\n", ""), await Child.RunAsync(_runtime, "cat", $"{target}/Player/1/Name"));
    }

    [Fact]
    public async Task Values_are_listed_set_and_read()
    {
        await using var program = await ServeAsync();
        Assert.Equal(new Outcome(0, "Friend\nHealth\nName\n", ""), await Child.RunAsync(_runtime, "ls", $"{_name}/Player/1"));
        Assert.Equal(new Outcome(0, "", ""), await Child.RunAsync(_runtime, "set", $"{_name}/Player/1/Health", "42"));
        Assert.Equal(new Outcome(0, "42\n", ""), await Child.RunAsync(_runtime, "cat", $"{_name}/Player/1/Health"));
    }

    [Fact]
    public async Task A_copy_is_the_same_and_a_change_of_it_differs()
    {
        await using var program = await ServeAsync();
        Assert.Equal(new Outcome(0, "", ""), await Child.RunAsync(_runtime, "cp", "-r", $"{_name}/Player", _runtime["copy"]));
        Assert.Equal(new Outcome(0, "", ""), await Child.RunAsync(_runtime, "diff", "-a", $"{_name}/Player", _runtime["copy"]));
        File.WriteAllText(_runtime["copy/1/Health"], "7\n");
        Assert.Equal(new Outcome(1, "~ 1/Health: 100 -> 7\n", ""), await Child.RunAsync(_runtime, "diff", $"{_name}/Player", _runtime["copy"]));
        Assert.Equal(0, (await Child.RunAsync(_runtime, "cp", _runtime["copy/1/Health"], $"{_name}/Player/1/Health")).ExitCode);
        Assert.Equal("7\n", (await Child.RunAsync(_runtime, "cat", $"{_name}/Player/1/Health")).Output);
    }

    [Fact]
    public async Task Something_long_arrives_whole()
    {
        var root = MemoryDirectory.CreateRoot();
        var content = new byte[5_000_000];
        Random.Shared.NextBytes(content);
        root.AddFile("long", content);
        await using var program = await Served.StartAsync(_runtime, _name, root);
        Assert.Equal(0, (await Child.RunAsync(_runtime, "cp", $"{_name}/long", _runtime["long"])).ExitCode);
        Assert.Equal(content, File.ReadAllBytes(_runtime["long"]));
        Assert.Equal(0, (await Child.RunAsync(_runtime, "cp", _runtime["long"], $"{_name}/again")).ExitCode);
        Assert.Equal(0, (await Child.RunAsync(_runtime, "diff", $"{_name}/long", $"{_name}/again")).ExitCode);
    }

    [Fact]
    public async Task Many_names_are_all_listed()
    {
        var root = MemoryDirectory.CreateRoot();
        for (var i = 0; i < 10_000; i++)
            root.AddFile($"file{i:D5}");
        await using var program = await Served.StartAsync(_runtime, _name, root);
        Assert.Equal(Enumerable.Range(0, 10_000).Select(static i => $"file{i:D5}"), (await Child.RunAsync(_runtime, "ls", _name)).Output.TrimEnd().Split('\n'));
        Assert.Equal(10_000, (await Child.RunAsync(_runtime, "ls", "-l", _name)).Output.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task A_socket_whose_program_ended_is_a_sentence_and_3()
    {
        var path = Path.Combine(Directory.CreateDirectory(_runtime["objectfs"]).FullName, $"{_name}-1.9p");
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            socket.Bind(new UnixDomainSocketEndPoint(path + "x"));
            File.Move(path + "x", path);
        }

        var byName = await Child.RunAsync(_runtime, "ls", _name);
        Assert.Equal((ExitCode.Unreachable, ""), (byName.ExitCode, byName.Output));
        Assert.StartsWith($"objectfs: {_name}-1 has ended and left its socket behind.", byName.Error, StringComparison.Ordinal);
        var bySocket = await Child.RunAsync(_runtime, "ls", path);
        Assert.Equal(ExitCode.Unreachable, bySocket.ExitCode);
        Assert.Matches("^objectfs: [^\n]+\n$", bySocket.Error);
    }

    [Theory]
    [InlineData("tcp://127.0.0.1:1", ExitCode.Unreachable)]
    [InlineData("/no/such/socket.9p", ExitCode.Unreachable)]
    [InlineData("tcp://nowhere", ExitCode.Usage)]
    public async Task An_address_where_nobody_is_is_one_sentence(string address, int exitCode)
    {
        var outcome = await Child.RunAsync(_runtime, "ls", address);
        Assert.Equal((exitCode, ""), (outcome.ExitCode, outcome.Output));
        Assert.Matches("^objectfs: [^\n]+\n$", outcome.Error);
    }

    [Fact]
    public async Task A_socket_that_is_not_there_is_called_that()
    {
        var path = _runtime["none.9p"];
        var outcome = await Child.RunAsync(_runtime, "ls", path);
        Assert.Equal($"objectfs: unix:{path} cannot be reached: There is no such socket. See whether the program runs, and where it listens.\n", outcome.Error);
    }

    [Fact]
    public async Task Tls_is_spoken_with_certificates_from_the_environment()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(_runtime["both.pem"], certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(_runtime["ca.pem"], certificate.ExportCertificatePem());
        (string, string)[] variables = [("OBJECTFS_TLS_CERT", _runtime["both.pem"]), ("OBJECTFS_TLS_CA", _runtime["ca.pem"])];

        Directory.CreateDirectory(_runtime["served"]);
        File.WriteAllText(_runtime["served/file"], "hello\n");
        using var server = new Child(_runtime, ["serve", _runtime["served"], "--listen", "tls://127.0.0.1:0"], variables);
        var address = AddressIn(await server.LineAsync());
        Assert.Equal(new Outcome(0, "hello\n", ""), await Child.RunAsync(_runtime, ["cat", $"{address}/file"], variables));
        Assert.Equal(ExitCode.Unreachable, (await Child.RunAsync(_runtime, "cat", $"{address}/file")).ExitCode);
    }

    [Fact]
    public async Task A_directory_is_served_until_Ctrl_C()
    {
        Directory.CreateDirectory(_runtime["served/below"]);
        File.WriteAllText(_runtime["served/below/file"], "hello\n");
        using var server = new Child(_runtime, ["serve", _runtime["served"]]);
        var address = AddressIn(await server.LineAsync());
        Assert.Equal(new Outcome(0, "hello\n", ""), await Child.RunAsync(_runtime, "cat", $"{address}/below/file"));
        var refused = await Child.RunAsync(_runtime, "set", $"{address}/below/file", "x");
        Assert.Equal(ExitCode.Refused, refused.ExitCode);
        Assert.Contains("ead-only", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, await server.InterruptAsync());
        Assert.False(File.Exists(address["unix:".Length..]));
    }

    [Fact]
    public async Task A_directory_is_changed_where_it_is_served_for_it()
    {
        Directory.CreateDirectory(_runtime["served"]);
        Directory.CreateDirectory(_runtime["new/deep"]);
        File.WriteAllText(_runtime["new/deep/file"], "hello\n");
        using var server = new Child(_runtime, ["serve", _runtime["served"], "--write", "--listen", "tcp://127.0.0.1:0", "--anonymous"]);
        var address = AddressIn(await server.LineAsync());
        Assert.Equal(new Outcome(0, "", ""), await Child.RunAsync(_runtime, "cp", "-r", _runtime["new"], address));
        Assert.Equal("hello\n", File.ReadAllText(_runtime["served/new/deep/file"]));
    }

    [Fact]
    public async Task Tcp_without_proof_is_refused_unless_asked_for()
    {
        var outcome = await Child.RunAsync(_runtime, "serve", _runtime.Path, "--listen", "tcp://127.0.0.1:0");
        Assert.Equal((ExitCode.Refused, ""), (outcome.ExitCode, outcome.Output));
        Assert.Matches("^objectfs: [^\n]+\n$", outcome.Error);
    }

    [Fact]
    public async Task Ctrl_C_ends_a_read_that_waits()
    {
        var waiting = new WaitingFile(2);
        await using var program = await Served.StartAsync(_runtime, _name, new FixedDirectory(("file", waiting)));
        using var cat = new Child(_runtime, ["cat", $"{_name}/file"]);
        await waiting.Began.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Interrupted, await cat.InterruptAsync());
        await waiting.Cancelled.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_pipe_that_nobody_reads_any_more_ends_it_in_silence()
    {
        var root = MemoryDirectory.CreateRoot();
        root.AddFile("long", new byte[5_000_000]);
        await using var program = await Served.StartAsync(_runtime, _name, root);
        using var bash = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(
            "bash", ["-c", $"'{Child.Dotnet}' '{Child.Command}' cat {_name}/long | head -c 1 | wc -c; echo ${{PIPESTATUS[0]}}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["XDG_RUNTIME_DIR"] = _runtime.Path },
        })!;
        var error = bash.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal("1\n141\n", await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal("", await error);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("1", false)]
    public async Task A_terminal_gets_colours_unless_NO_COLOR_is_set(string noColor, bool coloured)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "skipped: script, which plays a terminal, is not installed (bsdutils)");
        await using var program = await ServeAsync();
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(
            "script", ["-qec", $"'{Child.Dotnet}' '{Child.Command}' ls {_name}/Player/1", "/dev/null"])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            Environment = { ["XDG_RUNTIME_DIR"] = _runtime.Path, ["TERM"] = "xterm", ["NO_COLOR"] = noColor },
        })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Friend", output, StringComparison.Ordinal);
        Assert.Equal(coloured, output.Contains("\e[36mFriend", StringComparison.Ordinal));
    }

    private Task<Served> ServeAsync() => Served.StartAsync(_runtime, _name, Trees.Players());

    private static string AddressIn(string line) => line.Contains(" is served at ", StringComparison.Ordinal) ? line.Split(" is served at ")[1].Split(". Ctrl-C")[0] : line;
}
