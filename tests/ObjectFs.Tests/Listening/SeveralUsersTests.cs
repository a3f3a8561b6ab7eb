using System.Runtime.Versioning;
using ObjectFs.NineP;
using ObjectFs.Tree;

namespace ObjectFs.Tests.Listening;

/// <summary>Processes of several users at one Unix socket: what each may do with names, values and attributes follows from the number by which the kernel knows it.</summary>
[SupportedOSPlatform("linux")]
public sealed class SeveralUsersTests
{
    private const int Root = 0;
    private const int Owner = 1000;
    private const int Somebody = 65534;

    private const UnixFileMode Everybody =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    // each argument is a request and its paths; prints the error's number of each, 0 for none, and nowhere where the way ends before
    private const string Script = """
        import socket, struct, sys
        def string(s): return struct.pack("<H", len(s)) + s.encode()
        s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1])
        def call(kind, body):
            s.sendall(struct.pack("<IBH", 7 + len(body), kind, 1) + body)
            size, kind, tag = struct.unpack("<IBH", s.recv(7, socket.MSG_WAITALL))
            rest = s.recv(size - 7, socket.MSG_WAITALL) if size > 7 else b""
            return (struct.unpack("<I", rest)[0] if kind == 7 else 0), rest
        call(100, struct.pack("<I", 8192) + string("9P2000.L"))
        call(104, struct.pack("<II", 0, 0xffffffff) + string("me") + string("") + struct.pack("<I", 0xffffffff))
        last = 0
        def walk(path):
            global last
            last += 1
            names = [name for name in path.split("/") if name]
            errno, rest = call(110, struct.pack("<IIH", 0, last, len(names)) + b"".join(map(string, names)))
            if errno or struct.unpack("<H", rest[:2])[0] < len(names): raise LookupError
            return last
        def two(path):
            directory, _, name = path.rpartition("/")
            return walk(directory), string(name)
        def change(path, valid, mode=0, size=0): return call(26, struct.pack("<IIIIIQQQQQ", walk(path), valid, mode, 0, 0, size, 0, 0, 0, 0))[0]
        def create(path):
            fid, name = two(path)
            return call(14, struct.pack("<I", fid) + name + struct.pack("<III", 1, 0o644, 0))[0]
        def mkdir(path):
            fid, name = two(path)
            return call(72, struct.pack("<I", fid) + name + struct.pack("<II", 0o755, 0))[0]
        def unlink(path):
            fid, name = two(path)
            return call(76, struct.pack("<I", fid) + name + struct.pack("<I", 0))[0]
        def rename(old, new):
            (a, b), (c, d) = two(old), two(new)
            return call(74, struct.pack("<I", a) + b + struct.pack("<I", c) + d)[0]
        does = dict(
            read=lambda path: call(12, struct.pack("<II", walk(path), 0))[0],
            write=lambda path: call(12, struct.pack("<II", walk(path), 1))[0],
            remove=lambda path: call(122, struct.pack("<I", walk(path)))[0],
            truncate=lambda path: change(path, 8),
            chmod=lambda path: change(path, 1, mode=0o640),
            setxattr=lambda path: call(32, struct.pack("<I", walk(path)) + string("user.x") + struct.pack("<QI", 1, 0))[0],
            create=create, mkdir=mkdir, unlink=unlink, rename=rename)
        for each in sys.argv[2:]:
            what, *paths = each.split()
            try: print(does[what](*paths))
            except LookupError: print("nowhere")
        """;

    [Theory]
    [InlineData("read open/file", "0", "0", "0")]
    [InlineData("read shared/mine", "13", "0", "0")]
    [InlineData("read shared/secret", "13", "13", "0")]
    [InlineData("read closed/file", "nowhere", "nowhere", "0")]
    [InlineData("write open/file", "13", "13", "0")]
    [InlineData("write shared/mine", "13", "0", "0")]
    [InlineData("create open/new", "13", "13", "0")]
    [InlineData("create shared/new", "0", "0", "0")]
    [InlineData("mkdir open/new", "13", "13", "0")]
    [InlineData("mkdir shared/new", "0", "0", "0")]
    [InlineData("unlink open/file", "13", "13", "0")]
    [InlineData("unlink shared/file", "0", "0", "0")]
    [InlineData("remove open/file", "13", "13", "0")]
    [InlineData("remove shared/file", "0", "0", "0")]
    [InlineData("rename open/file shared/new", "13", "13", "0")]
    [InlineData("rename shared/file open/new", "13", "13", "0")]
    [InlineData("rename shared/file shared/new", "0", "0", "0")]
    [InlineData("truncate open/file", "13", "13", "0")]
    [InlineData("truncate shared/mine", "13", "0", "0")]
    [InlineData("chmod open/file", "1", "1", "0")]
    [InlineData("chmod shared/mine", "1", "0", "0")]
    [InlineData("setxattr open/file", "13", "13", "0")]
    [InlineData("setxattr shared/mine", "13", "0", "0")]
    public async Task Each_may_do_what_the_mode_gives_its_number(string request, string somebody, string owner, string root)
    {
        if (Environment.UserName != "root")
            Assert.Skip("only root can become another user");
        Assert.Equal((somebody, owner, root), (await AskAsync(Somebody, request), await AskAsync(Owner, request), await AskAsync(Root, request)));
    }

    private static async Task<string> AskAsync(int user, string request)
    {
        var at = Listening.NewSocket();
        await using var server = await NinePServer.StartAsync(await TreeAsync(), new() { Address = at, SocketMode = Everybody }, logger: null, TestContext.Current.CancellationToken);
        return await Listening.RunAsAsync(user, Script, at.Path!, request);
    }

    private static async Task<Node> TreeAsync()
    {
        var root = new MemoryVolume().CreateRoot();
        root.AddDirectory("open").AddFile("file", "text"u8);
        root.AddDirectory("closed", 0b111_000_000).AddFile("file", "text"u8);
        var shared = root.AddDirectory("shared", 0b111_111_111);
        shared.AddFile("file", "text"u8);
        shared.AddFile("secret", "text"u8, 0b110_000_000);
        var mine = shared.AddFile("mine", "text"u8, 0b110_000_000);
        Assert.True((await mine.SetAttributesAsync(new() { UserId = Owner }, Caller.Self, TestContext.Current.CancellationToken)).Succeeded);
        return root;
    }
}
