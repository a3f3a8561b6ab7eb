using System.Text;
using ObjectFs.Objects.Tests.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Live;

/// <summary>Reads streams as a gateway does.</summary>
internal static class Reading
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>A registry with one object, at <c>it</c>.</summary>
    public static ObjectRegistry Show(object subject, TimeProvider? time = null)
    {
        // a getter that is late is not what is tested here, and a busy machine may be
        ObjectRegistry registry = new(time) { GetterBudget = TimeSpan.FromMinutes(1) };
        registry.Export(subject, "it");
        return registry;
    }

    public static async Task<Handle> OpenAsync(this ObjectRegistry registry, string path, OpenFlags flags = OpenFlags.Read)
    {
        Result<Handle> opened = await (await registry.DirectoryAsync(path)).OpenAsync(flags, Caller.Self, CancellationToken.None);
        Assert.True(opened.Succeeded, opened.Sentence);
        return opened.Value;
    }

    /// <summary>The next of a stream, once it comes.</summary>
    public static async Task<string> NextAsync(this Handle handle) => (await handle.ReadAsync().WaitAsync(Patience)).Value;

    /// <summary>A read that may wait.</summary>
    public static async Task<Result<string>> ReadAsync(this Handle handle, int size = 65536, CancellationToken cancellationToken = default)
    {
        byte[] buffer = new byte[size];
        Result<int> read = await handle.ReadAsync(0, buffer, cancellationToken);
        return read.TryGet(out int count) ? Encoding.UTF8.GetString(buffer, 0, count) : read.Failure;
    }

    public static async Task<string> ContentAsync(this Handle handle)
    {
        MemoryStream content = new();
        byte[] buffer = new byte[65536];
        while ((await handle.ReadAsync(content.Length, buffer, CancellationToken.None)).Value is > 0 and int count)
            content.Write(buffer, 0, count);
        return Encoding.UTF8.GetString(content.ToArray());
    }

    /// <summary>For what nothing tells of.</summary>
    public static async Task EventuallyAsync(Func<bool> condition, string what)
    {
        long end = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 < end, what);
            await Task.Yield();
        }
    }
}
