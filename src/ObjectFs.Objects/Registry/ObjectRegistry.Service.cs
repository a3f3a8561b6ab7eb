using System.Globalization;
using System.Text;
using ObjectFs.Objects.Nodes.Service;
using ObjectFs.Objects.Registry;

namespace ObjectFs;

// What the tree tells of itself, in .objectfs.
public sealed partial class ObjectRegistry
{
    private const int LogCapacity = 256 * 1024;
    private const int MaxLogLine = 4096;

    private StatisticsDirectory? _statistics;

    /// <summary>Who changed what.</summary>
    internal Audit Audit { get; }

    /// <summary>What gateways and the registry had to say.</summary>
    internal LineRing Log { get; }

    /// <summary>Adds a line to the log.</summary>
    /// <param name="level">How grave it is.</param>
    /// <param name="source">Whose it is.</param>
    /// <param name="text">What there is to say; of several lines, one is made.</param>
    internal void WriteLog(string level, string source, string text)
    {
        if (text.Length > MaxLogLine)
            text = text[..MaxLogLine] + "…";
        var line = string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.GetUtcNow().UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} {level} {source}: {text.ReplaceLineEndings(" | ")}\n");
        Log.Append(Encoding.UTF8.GetBytes(line));
    }

    /// <summary>Shows an object that counts something, in <c>.objectfs/stats</c>. It is not kept alive.</summary>
    /// <param name="instance">The object; not shown elsewhere.</param>
    /// <param name="name">Its name there.</param>
    /// <returns>Takes it back.</returns>
    internal IDisposable ShowStatistics(object instance, string name)
    {
        // what makes the directory
        _ = _root.Extras;
        lock (_growing)
        {
            Extent extent = _looseExtents.TryGetValue(instance.GetType(), out Extent? known)
                ? known
                : _looseExtents[instance.GetType()] = AddExtent(instance.GetType(), isLoose: true);
            extent.Register(instance);
            extent.TryLocate(instance, out long number);
            ObjectId id = extent.IdOf(number);
            lock (Names)
            {
                DirectoryEntry entry = _statistics!.Table.AddObject(Tree.Name.Encode(name), extent, number, isLink: false, Clock.Now);
                _placed.Add(id, [entry]);
                return new ExportedPath(this, id, entry);
            }
        }
    }

    /// <summary>The directory of <see cref="ShowStatistics"/>, under an inode.</summary>
    internal StatisticsDirectory ShowStatisticsAt(ulong inode) =>
        Interlocked.CompareExchange(ref _statistics, new StatisticsDirectory(this, inode), null) ?? _statistics;
}
