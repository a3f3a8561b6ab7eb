using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace ObjectFs.Conformance.Subjects;

/// <summary>Collections that others may change, and some that they may not.</summary>
[Export(Name = "{Key}", Sync = Sync.Lock)]
public class Store(string key)
{
    public string Key { get; } = key;

    public List<string> Tags { get; } = ["a", "b", "c"];

    public List<int> Numbers { get; } = [1, 2];

    public ObservableCollection<double> Observed { get; } = [1.5];

    public OnlyGeneric<int> Generic { get; } = new();

    public List<Named> Party { get; } = [];

    public List<Branch> Branches { get; } = [new() { Name = "n" }];

    public List<byte[]> Blobs { get; } = [];

    public int[] Array { get; } = [1, 2];

    public ImmutableList<int> Immutable { get; set; } = [1, 2];

    public ImmutableArray<int> Packed { get; set; } = [1, 2];

    public ImmutableList<int> Sealed { get; } = [1];

    public IReadOnlyList<string> Shown => Tags;

    public Dictionary<string, int> Stock { get; } = new() { ["pears"] = 1 };

    public Dictionary<int, string> ByNumber { get; } = new() { [1] = "one" };

    public Dictionary<string, string?> Optional { get; } = [];

    public Dictionary<string, string> Caseless { get; } = new(StringComparer.OrdinalIgnoreCase) { ["a"] = "1" };

    public ConcurrentDictionary<string, int> Concurrent { get; } = [];

    public ImmutableDictionary<string, int> Frozen { get; set; } = ImmutableDictionary<string, int>.Empty.Add("x", 1);

    public IReadOnlyDictionary<string, int> Prices => Stock;

    public Dictionary<string, Point> Points { get; } = new() { ["here"] = default };

    public HashSet<string> Colours { get; } = ["red"];

    public SortedSet<int> Ids { get; } = [3];

    public ImmutableHashSet<string> Labels { get; set; } = ["x"];

    public ConcurrentQueue<string> Queue { get; } = new(["first"]);

    [Export(Mode = "0444")]
    public List<string> Guarded { get; } = ["g"];
}

/// <summary>A list without the interfaces of old.</summary>
public sealed class OnlyGeneric<T> : IList<T>
{
    private readonly List<T> _items = [];

    public int Count => _items.Count;

    public bool IsReadOnly => false;

    public T this[int index]
    {
        get => _items[index];
        set => _items[index] = value;
    }

    public void Add(T item) => _items.Add(item);

    public void Clear() => _items.Clear();

    public bool Contains(T item) => _items.Contains(item);

    public void CopyTo(T[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

    public IEnumerator<T> GetEnumerator() => _items.GetEnumerator();

    public int IndexOf(T item) => _items.IndexOf(item);

    public void Insert(int index, T item) => _items.Insert(index, item);

    public bool Remove(T item) => _items.Remove(item);

    public void RemoveAt(int index) => _items.RemoveAt(index);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
