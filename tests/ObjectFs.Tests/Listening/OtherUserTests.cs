using System.Runtime.Versioning;
using ObjectFs.NineP;

namespace ObjectFs.Tests.Listening;

/// <summary>Another user at a socket that lets others in: who it is comes from the kernel, and what it may do from the mode bits.</summary>
[SupportedOSPlatform("linux")]
public sealed class OtherUserTests
{
    private const UnixFileMode Everybody =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    // attach as a number, walk to lamp/Brightness, open with flags; prints the type of each answer and the error's number
    private const string Script = """
        import socket, struct, sys
        def string(s): return struct.pack("<H", len(s)) + s.encode()
        def call(kind, body):
            s.sendall(struct.pack("<IBH", 7 + len(body), kind, 1) + body)
            head = s.recv(7, socket.MSG_WAITALL)
            if len(head) < 7: sys.exit("hung up")
            size, kind, tag = struct.unpack("<IBH", head)
            rest = s.recv(size - 7, socket.MSG_WAITALL) if size > 7 else b""
            return "error %d" % struct.unpack("<I", rest)[0] if kind == 7 else "ok"
        s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1])
        call(100, struct.pack("<I", 8192) + string("9P2000.L"))
        print(call(104, struct.pack("<II", 0, 0xffffffff) + string("me") + string("") + struct.pack("<I", int(sys.argv[2]))), end="; ")
        print(call(110, struct.pack("<IIH", 0, 1, 2) + string("lamp") + string("Brightness")), end="; ")
        print(call(12, struct.pack("<II", 1, int(sys.argv[3]))))
        """;

    [Theory]
    [InlineData(0xffff_ffff, 0, "ok; ok; ok")]
    [InlineData(0xffff_ffff, 1, "ok; ok; error 13")]
    [InlineData(65534, 0, "ok; ok; ok")]
    [InlineData(0, 0, "error 1; error 9; error 9")]
    public async Task May_read_what_others_may_read_and_is_nobody_else(uint user, int flags, string answers)
    {
        if (Environment.UserName != "root")
            Assert.Skip("only root can become another user");
        var at = Listening.NewSocket();
        await using var server = await Listening.StartAsync(at, new() { SocketMode = Everybody });
        Assert.Equal(answers, await RunAsync(at, user, flags));
    }

    [Fact]
    public async Task Is_kept_out_of_an_ordinary_socket()
    {
        if (Environment.UserName != "root")
            Assert.Skip("only root can become another user");
        var at = Listening.NewSocket();
        await using var server = await Listening.StartAsync(at);
        Assert.Contains("Permission denied", await RunAsync(at, 65534, 0), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Root_may_be_anybody_and_then_has_no_more_rights_than_that_user()
    {
        if (Environment.UserName != "root")
            Assert.Skip("only root can become another user");
        var at = Listening.NewSocket();
        await using var server = await Listening.StartAsync(at);
        Assert.Equal("ok; ok; ok", await RunAsync(at, 0, 1, asUser: 0));
        Assert.Equal("ok; ok; error 13", await RunAsync(at, 1000, 1, asUser: 0));
    }

    private static Task<string> RunAsync(NinePAddress at, uint user, int flags, int asUser = 65534) => Listening.RunAsAsync(asUser, Script, at.Path!, $"{user}", $"{flags}");
}
