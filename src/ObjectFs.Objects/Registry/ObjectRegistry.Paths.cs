using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using ObjectFs.Objects.Nodes;
using ObjectFs.Objects.Nodes.Directories;
using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs;

// Objects under paths of their own.
public sealed partial class ObjectRegistry
{
    // Under the lock of the names: of loose objects, and of further places of objects that have one anyway.
    private long _pathSerial;
    private readonly Dictionary<ObjectId, List<DirectoryEntry>> _placed = [];

    /// <summary>Shows any object, of an exported class or not, under a path of one's own. It is not kept alive.</summary>
    /// <param name="instance">The object. One that is in the tree already gets a link to its first place.</param>
    /// <param name="path">From the root of the tree, such as <c>"engines/left"</c>; directories on the way are made. Where an object has the name already, <c>~2</c> is appended.
    /// What a file name cannot hold is percent-encoded.</param>
    /// <returns>Takes this place back.</returns>
    /// <exception cref="ArgumentException">The path cannot be, or the object is of a kind that has no place of its own (a struct, a string, a delegate, a type); the message says why.</exception>
    public IDisposable Export(object instance, string path)
    {
        ArgumentNullException.ThrowIfNull(instance);
        if (WhyNotExported(instance) is { } sentence)
            throw new ArgumentException(sentence, nameof(instance));
        string[] components = ExportPath.Split(path);
        lock (_growing)
        {
            lock (Names)
                ExportPath.Check(RootTable, components, path);
            bool isLink = TryLocate(instance, out ObjectId id);
            if (!isLink)
            {
                Extent extent = _looseExtents.TryGetValue(instance.GetType(), out Extent? known)
                    ? known
                    : _looseExtents[instance.GetType()] = AddExtent(instance.GetType(), isLoose: true);
                extent.Register(instance);
                extent.TryLocate(instance, out long number);
                id = extent.IdOf(number);
            }

            DirectoryEntry entry;
            lock (Names)
            {
                ExportPath.Check(RootTable, components, path);

                // Removed again by another thread, which found nothing to take back.
                if (ExtentOf(id.Extent)!.Get(id.Number) is null)
                    return new ExportedPath(this, id, null);
                entry = PathTables.Place(this, components, ExtentOf(id.Extent)!, id.Number, isLink);
                if (!_placed.TryGetValue(id, out List<DirectoryEntry>? places))
                    _placed.Add(id, places = []);
                places.Add(entry);
            }

            return new ExportedPath(this, id, entry);
        }
    }

    private static string? WhyNotExported(object instance) => instance switch
    {
        ValueType => $"A {instance.GetType().Name} is a value: what was handed in is a copy that nobody else knows. Export the object that has it.",
        string => "A string is a value, and shows as a file only as a member of an object. Export the object that has it.",
        Delegate => "A delegate has no members to show. Export the object that its method belongs to.",
        Type => "A type is no instance. Mark its static members with [Export] instead.",
        _ => null,
    };

    /// <summary>Where the object is, from the root, such as <c>Player/alice</c>; completes at once unless names have to be found out first.</summary>
    /// <returns>Null where it is not in the tree any more.</returns>
    internal ValueTask<string?> PathOfAsync(ObjectId id)
    {
        Extent? extent = ExtentOf(id.Extent);
        if (extent?.Get(id.Number) is null)
            return new((string?)null);
        return extent.Naming is { } naming && !naming.IsSettled ? PathAfterAsync(naming.SettleAsync(id.Number), extent, id.Number) : new(PlaceOf(extent, id.Number));
    }

    /// <summary>The same where no name has to be found out for it, which runs no code of the program.</summary>
    internal bool TryGetPath(ObjectId id, [NotNullWhen(true)] out string? path)
    {
        Extent extent = ExtentOf(id.Extent)!;
        path = extent.IsLoose || extent.IsNumbered || extent.KnownNaming is { IsSettled: true } ? PlaceOf(extent, id.Number) : null;
        return path is not null;
    }

    /// <summary>The same as far as it is known without asking the program for names; for messages.</summary>
    internal string? KnownPathOf(ObjectId id) => ExtentOf(id.Extent) is { } extent && extent.Get(id.Number) is not null ? KnownPathOf(extent, id.Number) : null;

    /// <summary>The same, of an object that may be gone; by its number where it has no name yet.</summary>
    internal string KnownPathOf(Extent extent, long number) =>
        PlaceOf(extent, number) ?? string.Create(CultureInfo.InvariantCulture, $"{extent.Type.Name}/{number}");

    /// <summary>Takes a place back.</summary>
    internal void Withdraw(ObjectId id, DirectoryEntry entry)
    {
        bool isLast;
        lock (Names)
        {
            if (!_placed.TryGetValue(id, out List<DirectoryEntry>? places) || !places.Remove(entry))
                return;
            isLast = places.Count == 0;
            if (isLast)
                _placed.Remove(id);
            Extent extent = ExtentOf(id.Extent)!;
            PathTables.Remove(this, entry, entry.IsLink ? null : extent.CachedNodeOf(id.Number));
            if (!isLast && !entry.IsLink)
            {
                // The oldest of the links becomes the place.
                places[0].IsLink = false;
                Feed.PostEntryIfWatched(places[0].Table.Node, places[0].Name, null);
            }
        }

        if (isLast && ExtentOf(id.Extent) is { IsLoose: true } loose && loose.TryGet(id.Number, out object? instance))
            loose.Remove(instance);
    }

    /// <summary>Counts the directories of paths that were ever made.</summary>
    internal long NextPathSerial() => Interlocked.Increment(ref _pathSerial);

    /// <summary>An object is gone: drops what is known of it and tells whoever looked at it.</summary>
    internal void Retire(Extent extent, long number)
    {
        extent.ForgetChanges(number);
        StreamReaders.End(extent.IdOf(number));
        Created.TryTake(extent.IdOf(number), out _);
        Scratch.Forget(extent.IdOf(number));
        bool wasSeen = extent.ForgetNode(number, out Node? node);
        if (node is ObjectDirectory directory)
            Feed.Post(directory.WakePollers);
        lock (Names)
        {
            extent.KnownNaming?.Forget(number, node);
            if (_placed.Remove(extent.IdOf(number), out List<DirectoryEntry>? places))
            {
                foreach (DirectoryEntry place in places)
                    PathTables.Remove(this, place, place.IsLink ? null : node);
            }
        }

        if (wasSeen && Feed.IsWatched && extent is { IsNumbered: true, TypeDirectory: { } numbered })
            Feed.PostEntry(numbered, Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)), node);
    }

    private async ValueTask<string?> PathAfterAsync(ValueTask settled, Extent extent, long number)
    {
        await settled.OffPool();
        return PlaceOf(extent, number);
    }

    private string? PlaceOf(Extent extent, long number)
    {
        lock (Names)
        {
            if (extent.IsLoose)
                return _placed.TryGetValue(extent.IdOf(number), out List<DirectoryEntry>? places) ? PathTables.PathOf(places[0]) : null;
            if (!extent.IsNumbered)
                return extent.KnownNaming?.EntryOf(number) is { } entry ? PathTables.PathOf(entry) : null;
            return string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetString(extent.TypeDirectory!.NameUtf8.Span)}/{number}");
        }
    }

    private bool TryLocateLoose(object instance, out ObjectId id)
    {
        id = default;
        if (!_looseExtents.TryGetValue(instance.GetType(), out Extent? extent) || !extent.TryLocate(instance, out long number))
            return false;
        id = extent.IdOf(number);
        return true;
    }

    private bool RemoveLoose(object instance) => _looseExtents.TryGetValue(instance.GetType(), out Extent? extent) && extent.Remove(instance);
}
