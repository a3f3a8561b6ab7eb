using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Clients;

/// <summary>Reads three entries at a time, so that a listing of any length is read in several pieces.</summary>
internal sealed class TreeDirectory(TreeClient client, DirectoryHandle handle) : OpenDirectory, IDirectorySink
{
    private const int Room = 3;

    private readonly Queue<Entry> _entries = new();
    private ulong _cursor;

    public override Entry? Read()
    {
        if (_entries.Count == 0)
            client.Take(handle.ReadAsync(_cursor, this, CancellationToken.None), "readdir");
        return _entries.TryDequeue(out var entry) ? entry : null;
    }

    public bool TryAdd(ReadOnlySpan<byte> name, NodeKind kind, ulong inode, ulong next)
    {
        if (_entries.Count == Room)
            return false;
        _entries.Enqueue(new(Encoding.UTF8.GetString(name), kind, inode));
        _cursor = next;
        return true;
    }

    public override void Dispose() => handle.CloseAsync().AsTask().GetAwaiter().GetResult();
}
