using System.Buffers.Text;
using System.Diagnostics;
using ObjectFs.Tree;

namespace ObjectFs.Benchmarks.Registry;

/// <summary>Takes a listing as a gateway does, a bufferful at a time, and only counts.</summary>
/// <param name="room">How many entries a buffer holds.</param>
internal sealed class CountingSink(int room) : IDirectorySink
{
    private int _left;
    private ulong _next;

    /// <summary>How many instances came: names that are numbers.</summary>
    public long Count { get; private set; }

    /// <summary>The first of them.</summary>
    public long First { get; private set; }

    /// <summary>When it came; a time stamp of <see cref="Stopwatch"/>.</summary>
    public long FirstCame { get; private set; }

    /// <summary>Called once, when half of what is expected has come.</summary>
    public (long At, Action Do) Halfway { get; init; } = (long.MaxValue, static () => { });

    public bool TryAdd(ReadOnlySpan<byte> name, NodeKind kind, ulong inode, ulong next)
    {
        if (_left == 0)
            return false;
        _left--;
        _next = next;
        if (!Utf8Parser.TryParse(name, out long number, out var read) || read != name.Length)
            return true;
        if (Count++ == 0)
        {
            First = number;
            FirstCame = Stopwatch.GetTimestamp();
        }

        return true;
    }

    /// <summary>Reads a directory to its end, or with room for one entry to the first instance.</summary>
    public async Task ReadAsync(Node directory)
    {
        var opened = await directory.OpenDirectoryAsync(Caller.Self, CancellationToken.None);
        if (!opened.TryGet(out var handle))
            throw new BenchmarkException($"the directory cannot be listed: {opened.Errno}");
        var wasHalf = false;
        do
        {
            _left = room;
            await handle.ReadAsync(_next, this, CancellationToken.None);
            if (!wasHalf && Count >= Halfway.At)
            {
                wasHalf = true;
                Halfway.Do();
            }
        }
        while (_left < room && (room > 1 || Count == 0));
        await handle.CloseAsync();
    }
}
