using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Live;
using ObjectFs.Objects.Nodes.Collections;
using ObjectFs.Objects.Nodes.Directories;
using ObjectFs.Objects.Nodes.Scratch;
using ObjectFs.Objects.Nodes.Service;
using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs;

/// <summary>The live exported objects of this process, as a tree. Thread-safe.</summary>
public sealed partial class ObjectRegistry
{
    private readonly RootDirectory _root;
    private TimeSpan _getterBudget = TimeSpan.FromSeconds(2);

    /// <summary>Makes an empty registry beside <see cref="Default"/>, which is the one that exported classes announce themselves to.</summary>
    /// <param name="timeProvider">Tells when objects came and went; the system's by default.</param>
    public ObjectRegistry(TimeProvider? timeProvider = null)
        : this(timeProvider ?? OwnTime.Instance, isDefault: false)
    {
    }

    private ObjectRegistry(TimeProvider timeProvider, bool isDefault)
    {
        IsDefault = isDefault;
        TimeProvider = timeProvider;
        Clock = new CoarseClock(timeProvider);
        RootTable = new DirectoryTable();
        _root = new RootDirectory(this);
        RootTable.Node = _root;
        Feed = new ChangeFeed(this);
        Refusals = new Refusals(timeProvider);
        Scratch = new ScratchFiles(timeProvider);
        StreamReaders = new StreamReaders(Feed);
        Audit = new Audit(timeProvider);
        Log = new LineRing(LogCapacity, timeProvider);
        Feed.Listen(Tell);
    }

    /// <summary>Where the objects of exported classes are.</summary>
    public static ObjectRegistry Default { get; } = new(OwnTime.Instance, isDefault: true);

    /// <summary>The root of the tree, for gateways.</summary>
    public Node Root => _root;

    /// <summary>How long a getter may take before whoever asked is told ETIMEDOUT, where its class says nothing else. 2 seconds by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than a millisecond, or more than an hour.</exception>
    public TimeSpan GetterBudget
    {
        get => _getterBudget;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromMilliseconds(1));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromHours(1));
            _getterBudget = value;
        }
    }

    /// <summary>The clock of the tree.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>Where constructors that <c>mkdir</c> calls get their parameters from; null for parameterless ones only.</summary>
    public IServiceProvider? Services { get; set; }

    /// <summary>Files that were made in dictionaries and not yet written.</summary>
    internal NewEntries NewEntries { get; } = new();

    /// <summary>What <c>mkdir</c> made.</summary>
    internal CreatedObjects Created { get; } = new();

    /// <summary>Hears, in a sentence, of what went wrong where nobody could be told: templates that name no property, listeners that threw. Raised on any thread. A started server logs it.</summary>
    public event Action<string>? Complained;

    /// <summary>Whether woven objects keep their number for this registry.</summary>
    internal bool IsDefault { get; }

    /// <summary>Coarse time.</summary>
    internal CoarseClock Clock { get; }

    /// <summary>For objects that are not kept alive.</summary>
    internal SpareHandles WeakHandles { get; } = new(GCHandleType.Weak);

    /// <summary>For objects that are.</summary>
    internal SpareHandles StrongHandles { get; } = new(GCHandleType.Normal);

    /// <summary>Tells of changes.</summary>
    internal ChangeFeed Feed { get; }

    /// <summary>Who reads streams.</summary>
    internal StreamReaders StreamReaders { get; }

    /// <summary>Guards all tables of names. Never held while code of the program runs; taken before the lock of an extent, never after.</summary>
    internal Lock Names { get; } = new();

    /// <summary>The names in the root.</summary>
    internal DirectoryTable RootTable { get; }

    /// <summary>Takes an object out of the tree; it may be referenced on.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove(object instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        bool removed = TryExtent(instance, out Extent? extent) && extent.Remove(instance);
        return RemoveLoose(instance) || removed;
    }

    /// <summary>Shows an object of an exported class, as the end of its constructor does.</summary>
    internal void Register(object instance) => ExtentFor(instance.GetType())?.Register(instance);

    /// <summary>The object of an identity, if it is alive and in the tree.</summary>
    internal bool TryGet(ObjectId id, [NotNullWhen(true)] out object? instance)
    {
        instance = null;
        return ExtentOf(id.Extent) is { } extent && extent.TryGet(id.Number, out instance);
    }

    /// <summary>The identity of an object that is in the tree.</summary>
    internal bool TryLocate(object instance, out ObjectId id)
    {
        if (TryExtent(instance, out Extent? extent) && extent.TryLocate(instance, out long number))
        {
            id = extent.IdOf(number);
            return true;
        }

        return TryLocateLoose(instance, out id);
    }

    /// <summary>The node of an object: the same for as long as somebody holds it.</summary>
    internal Node NodeOf(ObjectId id) => ExtentOf(id.Extent)!.NodeOf(id.Number);

    /// <summary>Notes a change reported by a woven setter, and renames what is named by it. On the thread of the feed.</summary>
    /// <param name="change">What changed.</param>
    /// <param name="time">When, nanoseconds since 1970.</param>
    internal void Apply(in Change change, long time)
    {
        if (change.Owner is null)
            NoteStaticChange(change, time);
        if (change.Owner is null || !TryLocate(change.Owner, out ObjectId id))
            return;
        Extent extent = ExtentOf(id.Extent)!;
        extent.NoteChange(id.Number, change, time);
        extent.KnownNaming?.Apply(id.Number, change);
    }

    /// <summary>Says what nobody could be told.</summary>
    internal void Complain(string sentence)
    {
        WriteLog("Warning", "ObjectFs.Objects", sentence);
        try
        {
            Complained?.Invoke(sentence);
        }
        catch (Exception)
        {
            // The one place for what a listener to complaints throws: there is nobody left to tell, and it must not end the thread of the feed.
        }
    }
}
