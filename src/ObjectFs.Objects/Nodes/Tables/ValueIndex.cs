using System.Text;
using ObjectFs.Objects.Registry;

namespace ObjectFs.Objects.Nodes.Tables;

/// <summary>The different values of a member, and which instances have each. Filled by one thread; from <see cref="Seal"/> on immutable.</summary>
internal sealed class ValueIndex : ValueSink
{
    // of longer texts the name is made each time, rather than keeping another copy of all there are
    private const int LongestKept = 1024;

    // those whose name is another
    private readonly Dictionary<byte[], int> _texts = new(Utf8Names.Comparer);
    private readonly Dictionary<byte[], int> _names = new(Utf8Names.Comparer);
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _textLookup;
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _nameLookup;
    private readonly List<byte[]> _inOrder = [];
    private readonly List<int> _groups = [];
    private readonly List<long> _numbers = [];
    private long[] _grouped = [];
    private int[] _starts = [];

    public ValueIndex()
    {
        _textLookup = _texts.GetAlternateLookup<ReadOnlySpan<byte>>();
        _nameLookup = _names.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>Whether there were more different values than are held.</summary>
    public bool IsFull { get; private set; }

    /// <summary>The names of the values in the order in which they were seen, UTF-8.</summary>
    public IReadOnlyList<byte[]> Names => _inOrder;

    public override bool See(long number, ReadOnlySpan<byte> text)
    {
        if (_inOrder.Count == Limits.Values || _texts.Count == Limits.Values)
        {
            IsFull = true;
            return false;
        }

        if (ValueName.IsPlain(text))
        {
            if (!_nameLookup.TryGetValue(text, out var plain))
                plain = Add(text.ToArray());
            Add(number, plain);
        }
        else if (TryName(text, out var group))
        {
            Add(number, group);
        }

        return true;
    }

    /// <summary>Nothing more comes.</summary>
    public void Seal()
    {
        _starts = new int[_inOrder.Count + 1];
        foreach (var group in _groups)
            _starts[group + 1]++;
        for (var group = 0; group < _inOrder.Count; group++)
            _starts[group + 1] += _starts[group];
        var next = _starts.AsSpan(0, _inOrder.Count).ToArray();
        _grouped = new long[_numbers.Count];
        for (var at = 0; at < _numbers.Count; at++)
            _grouped[next[_groups[at]]++] = _numbers[at];
        _groups.Clear();
        _numbers.Clear();
        _groups.TrimExcess();
        _numbers.TrimExcess();
    }

    /// <summary>The instances of a name, in the order of their numbers; none where no value has it.</summary>
    public ReadOnlyMemory<long> NumbersOf(ReadOnlySpan<byte> name) =>
        _nameLookup.TryGetValue(name, out var group) ? _grouped.AsMemory(_starts[group], _starts[group + 1] - _starts[group]) : default;

    private bool TryName(ReadOnlySpan<byte> text, out int group)
    {
        if (_textLookup.TryGetValue(text, out group))
            return true;
        if (ValueName.Of(text) is not { } named)
            return false;
        var name = Encoding.UTF8.GetBytes(named);
        if (!_names.TryGetValue(name, out group))
            group = Add(name);
        if (text.Length <= LongestKept)
            _texts.Add(text.ToArray(), group);
        return true;
    }

    private int Add(byte[] name)
    {
        _names.Add(name, _inOrder.Count);
        _inOrder.Add(name);
        return _inOrder.Count - 1;
    }

    private void Add(long number, int group)
    {
        _groups.Add(group);
        _numbers.Add(number);
    }
}
