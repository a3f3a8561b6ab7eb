using System.Security.Cryptography;

namespace ObjectFs.Objects.Registry;

/// <summary>
/// Inode numbers. An instance has extent (15 bits), number (32) and member (16) packed below a clear top bit, so that they cannot meet; whatever does not fit,
/// and everything deeper, is mixed from the parent's and the name, with the top bit set.
/// </summary>
internal static class Inode
{
    /// <summary>The root's.</summary>
    public const ulong Root = 1;

    private const ulong Mixed = 1UL << 63;
    private const int MemberBits = 16;
    private const int NumberBits = 32;
    private const int ExtentBits = 15;

    // Unknown outside the process, so that nobody chooses names that meet.
    private static readonly ulong Seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));

    /// <summary>Of an exported object.</summary>
    public static ulong OfInstance(int extent, long number) =>
        extent < 1 << ExtentBits && number <= uint.MaxValue
            ? ((ulong)(uint)extent << (NumberBits + MemberBits)) | ((ulong)number << MemberBits)
            : Mix(Mix(Seed, (uint)extent), (ulong)number) | Mixed;

    /// <summary>Of an exported object.</summary>
    public static ulong OfInstance(ObjectId id) => OfInstance(id.Extent, id.Number);

    /// <summary>Of a member of an exported object.</summary>
    /// <param name="instance">The object's.</param>
    /// <param name="ordinal">From 0.</param>
    public static ulong OfMember(ulong instance, int ordinal) =>
        (instance & Mixed) == 0 && ordinal < (1 << MemberBits) - 1
            ? instance | (uint)(ordinal + 1)
            : Mix(Mix(Seed, instance), (uint)ordinal) | Mixed;

    /// <summary>Of anything else, by its name in its directory.</summary>
    public static ulong Child(ulong parent, ReadOnlySpan<byte> name)
    {
        ulong hash = Mix(Seed, parent);
        foreach (byte each in name)
            hash = (hash ^ each) * 0x100000001B3;
        return Mix(hash, (ulong)name.Length) | Mixed;
    }

    /// <summary>Of a directory that comes and goes: another each time, because whoever still has the old one open must not find it in place of the new.</summary>
    /// <param name="parent">The directory in which it is.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="serial">How many there were before.</param>
    public static ulong OfPath(ulong parent, ReadOnlySpan<byte> name, long serial) => Mix(Child(parent, name), (ulong)serial) | Mixed;

    private static ulong Mix(ulong state, ulong value)
    {
        ulong x = (state ^ value) + 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
