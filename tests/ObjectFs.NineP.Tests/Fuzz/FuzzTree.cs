using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests.Fuzz;

/// <summary>Files that behave in every way there is, and a count of what is open.</summary>
internal sealed class FuzzTree
{
    private int _opened;
    private int _closed;
    private ulong _lastInode = 1000;

    public FuzzTree()
    {
        Memory = new MemoryVolume(maxBytes: 16 << 20, maxNodes: 5000, nextInode: () => Interlocked.Increment(ref _lastInode)).CreateRoot();
        Memory.AddFile("hello", "hello, world\n"u8);
        Memory.AddFile("big", new byte[100_000]);
        Memory.AddDirectory("dir").AddDirectory("sub").AddFile("deep", "deep\n"u8);
        Memory.AddSymlink("link", "hello");
        Memory.AddSymlink("loop", "loop");
        for (var i = 0; i < 100; i++)
            Memory.AddFile($"file{i}");
        Root = new StubDirectory
        {
            ["memory"] = Memory,
            ["fast"] = File(2, static (_, data, _) => new(data)),
            ["slow"] = File(3, static async (_, data, token) =>
            {
                await Task.Delay(1, token);
                return data;
            }),
            ["yields"] = File(4, static async (_, data, _) =>
            {
                await Task.Yield();
                return data;
            }),
            ["waits"] = File(5, static async (_, _, token) =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return 0;
            }),
            ["stubborn"] = File(6, static async (_, data, _) =>
            {
                await Task.Delay(5, CancellationToken.None);
                return data;
            }),
            ["throws"] = File(7, static (_, _, _) => throw new InvalidOperationException("no\r\nno")),
            ["lies"] = File(8, static (_, data, _) => new(data + 1)),
            ["refuses"] = File(9, static (_, _, _) => new(new Failure(Errno.ERANGE, new string('é', 500)))),
        };
    }

    public static IReadOnlyList<string> Names { get; } = ["memory", "fast", "slow", "yields", "waits", "stubborn", "throws", "lies", "refuses", "hello", "big", "dir", "sub", "deep", "link", "loop", "file7"];

    public StubDirectory Root { get; }

    public MemoryDirectory Memory { get; }

    /// <summary>Every handle is closed once, and nothing is left but the connection of the witness.</summary>
    public async Task SettleAsync(Rig rig)
    {
        await Eventually.IsAsync((1, 0), () => (rig.Server.Statistics.Connections, rig.Server.Statistics.Waiting));
        await Eventually.IsAsync(0, () => Volatile.Read(ref _opened) - Volatile.Read(ref _closed));
        Assert.Equal(1, rig.Server.Statistics.Fids);
    }

    private StubFile File(ulong inode, Func<long, int, CancellationToken, ValueTask<Result<int>>> transfer) => new(inode)
    {
        OnOpen = (_, _) =>
        {
            Interlocked.Increment(ref _opened);
            return new(new StubHandle
            {
                OnRead = (offset, buffer, token) => transfer(offset, buffer.Length, token),
                OnWrite = (offset, data, token) => transfer(offset, data.Length, token),
                OnClose = () => Interlocked.Increment(ref _closed),
            });
        },
    };
}
