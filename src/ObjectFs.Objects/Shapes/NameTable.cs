using System.Runtime.InteropServices;

namespace ObjectFs.Objects.Shapes;

/// <summary>Names in UTF-8 to ordinals, found without making a string. Immutable, thread-safe.</summary>
internal sealed class NameTable
{
    private readonly byte[][] _names;
    private readonly int[] _slots;

    public NameTable(byte[][] names)
    {
        _names = names;
        _slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, names.Length * 2))];
        for (var i = 0; i < names.Length; i++)
        {
            var at = Hash(names[i]);
            while (_slots[at] != 0)
                at = (at + 1) & (_slots.Length - 1);
            _slots[at] = i + 1;
        }
    }

    /// <summary>The ordinal of a name, or -1.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        for (var at = Hash(name); _slots[at] != 0; at = (at + 1) & (_slots.Length - 1))
        {
            if (name.SequenceEqual(_names[_slots[at] - 1]))
                return _slots[at] - 1;
        }

        return -1;
    }

    private int Hash(ReadOnlySpan<byte> name)
    {
        // FNV-1a by words: names are short, and the table is made of what a class declares, never of what a client sends
        var hash = 0xcbf29ce484222325UL ^ (uint)name.Length;
        while (name.Length >= 8)
        {
            hash = (hash ^ MemoryMarshal.Read<ulong>(name)) * 0x100000001b3UL;
            hash ^= hash >> 29;
            name = name[8..];
        }

        foreach (var b in name)
            hash = (hash ^ b) * 0x100000001b3UL;
        return (int)((hash ^ (hash >> 32)) & (uint)(_slots.Length - 1));
    }
}
