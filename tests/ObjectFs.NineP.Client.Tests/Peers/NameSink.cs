using ObjectFs.Tree;

namespace ObjectFs.NineP.Client.Tests;

/// <summary>Takes so many names, then says that it is full.</summary>
internal sealed class NameSink(int room = int.MaxValue) : IDirectorySink
{
    private int _left = room;

    public List<string> Names { get; } = [];

    public List<NodeKind> Kinds { get; } = [];

    public ulong Cursor { get; private set; }

    public bool TryAdd(ReadOnlySpan<byte> name, NodeKind kind, ulong inode, ulong next)
    {
        Assert.InRange(next, 1UL, 1UL << 62);
        if (_left == 0)
            return false;
        _left--;
        Names.Add(System.Text.Encoding.UTF8.GetString(name));
        Kinds.Add(kind);
        Cursor = next;
        return true;
    }

    /// <summary>A whole directory, so many names at a time.</summary>
    public static async Task<List<string>> ReadAsync(DirectoryHandle directory, int room)
    {
        List<string> names = [];
        var cursor = 0UL;
        while (true)
        {
            NameSink sink = new(room);
            var result = await directory.ReadAsync(cursor, sink, default);
            Assert.True(result.Succeeded, result.Succeeded ? null : result.Failure.ToString());
            if (sink.Names.Count == 0)
                return names;
            names.AddRange(sink.Names);
            cursor = sink.Cursor;
        }
    }
}
