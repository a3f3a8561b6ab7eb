using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.WinFsp;

/// <summary>
/// The <see cref="FoldedNames"/> of the directories that were used last. What was listed a moment ago is believed for a second, or longer where listing takes long, so that it
/// costs little of the time; a name that is newer is found by asking for it exactly. Thread-safe.
/// </summary>
internal sealed class FoldedDirectories(TimeProvider time)
{
    /// <summary>In a larger directory, names are found by their exact case only.</summary>
    public const int MaxNames = 65_536;

    private const int MaxDirectories = 64;
    private const int ShareOfTime = 20;
    private static readonly TimeSpan Belief = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, Known> _known = [];

    /// <summary>The names of a directory; null where there are too many, or it cannot be listed.</summary>
    public async ValueTask<FoldedNames?> OfAsync(Node directory, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        lock (_gate)
        {
            if (_known.TryGetValue(directory.Inode, out var known) && time.GetElapsedTime(known.Listed, began) < known.Belief)
                return known.Names;
        }

        var names = await ListAsync(directory, cancellationToken).OffPool();
        var listed = time.GetTimestamp();
        var took = time.GetElapsedTime(began, listed) * ShareOfTime;
        lock (_gate)
        {
            if (_known.Count >= MaxDirectories)
                _known.Remove(_known.MinBy(static entry => entry.Value.Listed).Key);
            _known[directory.Inode] = new(names, listed, took > Belief ? took : Belief);
        }

        return names;
    }

    /// <summary>How a name was shown when its directory was last listed, where that is still known; else the name itself.</summary>
    public string LastShown(Node directory, string name)
    {
        lock (_gate)
            return _known.TryGetValue(directory.Inode, out var known) && known.Names is { } names ? names.Shown(name) : name;
    }

    /// <summary>What was known of a directory holds no longer.</summary>
    public void Forget(Node directory)
    {
        lock (_gate)
        {
            if (_known.TryGetValue(directory.Inode, out var known))
                _known[directory.Inode] = known with { Belief = TimeSpan.Zero };
        }
    }

    private static async ValueTask<FoldedNames?> ListAsync(Node directory, CancellationToken cancellationToken)
    {
        if (!(await directory.OpenDirectoryAsync(Caller.Self, cancellationToken).OffPool()).TryGet(out var handle))
            return null;
        try
        {
            Sink sink = new();
            ulong before;
            do
            {
                before = sink.Cursor;
                if (!(await handle.ReadAsync(before, sink, cancellationToken).OffPool()).Succeeded)
                    return null;
            }
            while (sink.Cursor != before && sink.Names.Count <= MaxNames);
            return sink.Names.Count <= MaxNames ? new(sink.Names) : null;
        }
        finally
        {
            await handle.CloseAsync().OffPool();
        }
    }

    private readonly record struct Known(FoldedNames? Names, long Listed, TimeSpan Belief);

    private sealed class Sink : IDirectorySink
    {
        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        public ulong Cursor { get; private set; }

        public bool TryAdd(ReadOnlySpan<byte> name, NodeKind kind, ulong inode, ulong next)
        {
            if (Names.Count > MaxNames)
                return false;
            var text = Encoding.UTF8.GetString(name);
            if (FoldedNames.HasLetters(text))
                Names.Add(text);
            Cursor = next;
            return true;
        }
    }
}
