using System.Net.Sockets;
using ObjectFs.Cli.Targets;

namespace ObjectFs.Cli.Tests;

public sealed class ScanTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_socket_with_a_listener_is_alive_and_one_without_is_stale()
    {
        using var alive = Listen("Hello-World-12.9p");

        // what is disposed under its own name removes itself
        using (Listen("dying.9p"))
            File.Move(_scratch["dying.9p"], _scratch["Old-34.9p"]);
        File.WriteAllText(_scratch["noise.txt"], "");
        var programs = (await ScanAsync(Users.Current)).OrderBy(static program => program.ProcessId);
        Assert.Equal(
            [("Hello-World", 12, true), ("Old", 34, false)],
            programs.Select(static program => (program.Name, program.ProcessId, program.IsAlive)));
    }

    [Fact]
    public async Task A_directory_of_somebody_else_is_not_trusted()
    {
        using var socket = Listen("Hello-12.9p");
        Assert.Empty(await ScanAsync(Users.Current + 1));
    }

    [Fact]
    public async Task A_directory_that_others_can_write_to_is_not_trusted()
    {
        using var socket = Listen("Hello-12.9p");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_scratch.Path, File.GetUnixFileMode(_scratch.Path) | UnixFileMode.OtherWrite);
        Assert.Empty(await ScanAsync(Users.Current));
    }

    [Fact]
    public async Task A_directory_that_is_a_link_is_not_trusted()
    {
        using var socket = Listen("Hello-12.9p");
        var link = _scratch.Path + "-link";
        File.CreateSymbolicLink(link, _scratch.Path);
        try
        {
            Assert.Empty(await SocketScan.RunAsync([new SocketDirectory(link, Users.Current)], TestContext.Current.CancellationToken));
        }
        finally
        {
            File.Delete(link);
        }
    }

    [Fact]
    public void Mounts_of_our_type_are_programs_where_they_can_be_recognised()
    {
        var programs = MountScan.Parse(
        [
            "36 35 98:0 / /run/user/1000/objectfs/Hello-99999999 rw,nosuid - fuse.objectfs objectfs rw,user_id=1000,group_id=1000",
            @"37 35 98:1 / /tmp/my\040game rw,nosuid shared:1 - fuse.objectfs 9p:Hello/Player rw,user_id=0,group_id=0",
            "38 35 98:2 / /home rw - ext4 /dev/sda1 rw",
            "nonsense",
        ]).ToList();
        Assert.Equal(
            [
                new ExportedProgram("Hello", 99999999, 1000, "fuse", "/run/user/1000/objectfs/Hello-99999999", IsAlive: false),
                new ExportedProgram("Hello/Player", 0, 0, "mount", "/tmp/my game", IsAlive: true),
            ],
            programs);
    }

    private Task<IReadOnlyList<ExportedProgram>> ScanAsync(uint owner) => SocketScan.RunAsync([new SocketDirectory(_scratch.Path, owner)], TestContext.Current.CancellationToken);

    private Socket Listen(string name)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_scratch[name]));
        socket.Listen();
        return socket;
    }
}
