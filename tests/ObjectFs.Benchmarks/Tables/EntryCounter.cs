using ObjectFs.Tree;

namespace ObjectFs.Benchmarks.Tables;

/// <summary>Takes a listing as a gateway does, and only counts.</summary>
internal sealed class EntryCounter : IDirectorySink
{
    private const int Room = 128;

    private int _left;
    private ulong _next;

    public int Count { get; private set; }

    public bool TryAdd(ReadOnlySpan<byte> name, NodeKind kind, ulong inode, ulong next)
    {
        if (_left == 0)
            return false;
        _left--;
        _next = next;
        Count++;
        return true;
    }

    public static async Task<int> CountAsync(Node directory)
    {
        var counter = new EntryCounter();
        var opened = await directory.OpenDirectoryAsync(Caller.Self, CancellationToken.None);
        if (!opened.TryGet(out var handle))
            throw new BenchmarkException($"the directory cannot be listed: {opened.Errno}");
        do
        {
            counter._left = Room;
            await handle.ReadAsync(counter._next, counter, CancellationToken.None);
        }
        while (counter._left < Room);
        await handle.CloseAsync();
        return counter.Count;
    }
}
