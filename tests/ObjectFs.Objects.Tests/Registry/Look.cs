using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Registry;

/// <summary>Looks at a tree as a gateway does.</summary>
internal static class Look
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task<Node?> AtAsync(this Node node, string path)
    {
        foreach (string name in path.Split('/'))
        {
            if (!(await node.LookupAsync(Encoding.UTF8.GetBytes(name), CancellationToken.None)).TryGet(out Node? next))
                return null;
            node = next;
        }

        return node;
    }

    public static async Task<Node> DirectoryAsync(this ObjectRegistry registry, string path) =>
        await registry.Root.AtAsync(path) ?? throw new InvalidOperationException($"There is no {path}.");

    /// <summary>The names in a directory, without those that start with a dot.</summary>
    public static Task<List<string>> ListAsync(this Node node) => node.ListAsync(all: false);

    /// <summary>The names in a directory.</summary>
    public static async Task<List<string>> ListAsync(this Node node, bool all)
    {
        DirectoryHandle handle = await node.OpenAsync();
        Names names = new(int.MaxValue) { TakesAll = all };
        Assert.True((await handle.ReadAsync(0, names, CancellationToken.None)).Succeeded);
        await handle.CloseAsync();
        return names.Taken;
    }

    /// <summary>The names that are the program's.</summary>
    public static async Task<List<string>> ListObjectsAsync(this ObjectRegistry registry) =>
        [.. (await registry.Root.ListAsync()).Where(static name => name != ".objectfs")];

    public static async Task<DirectoryHandle> OpenAsync(this Node node) => (await node.OpenDirectoryAsync(Caller.Self, CancellationToken.None)).Value;

    public static async Task<string> ReadLinkAsync(this Node node) => Encoding.UTF8.GetString((await node.ReadLinkAsync(CancellationToken.None)).Value.Span);

    /// <summary>Everything the garbage collector takes, taken and swept up.</summary>
    public static async Task CollectAsync(this ObjectRegistry registry)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        await registry.Feed.SweepAsync();
    }

    /// <summary>The same until it has come to that: the stack of a thread that has just looked at an object may name it for a while yet.</summary>
    public static async Task CollectAsync(this ObjectRegistry registry, Func<bool> isDone, string what)
    {
        long end = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        do
        {
            Assert.True(Environment.TickCount64 < end, what);
            await Task.Yield();
            await registry.CollectAsync();
        }
        while (!isDone());

        // taken by a collection of somebody else's, perhaps, after this one was swept up
        await registry.Feed.SweepAsync();
    }

    /// <summary>Takes so many names, and remembers where to go on; those that start with a dot pass by unless asked for.</summary>
    internal sealed class Names(int room) : IDirectorySink
    {
        public List<string> Taken { get; } = [];

        public List<ulong> Inodes { get; } = [];

        public ulong Cursor { get; private set; }

        public int Room { get; set; } = room;

        public bool TakesAll { get; init; }

        public bool TryAdd(ReadOnlySpan<byte> name, NodeKind kind, ulong inode, ulong next)
        {
            if (name[0] == '.' && !TakesAll)
            {
                Cursor = next;
                return true;
            }

            if (Room-- <= 0)
                return false;
            Assert.InRange(next, 1UL, 1UL << 62);
            Taken.Add(Encoding.UTF8.GetString(name));
            Inodes.Add(inode);
            Cursor = next;
            return true;
        }
    }
}
