using System.Buffers.Text;
using ObjectFs.Objects.Registry;

namespace ObjectFs.Objects.Nodes.Tables;

/// <summary>What instances are called in the directory of their type.</summary>
internal static class InstanceNames
{
    /// <summary>The length of the longest number.</summary>
    public const int MaxDigits = 20;

    /// <summary>The name of an instance, as far as it is known; empty where it is gone, or nobody has named it yet.</summary>
    /// <param name="extent">The instances.</param>
    /// <param name="number">Which.</param>
    /// <param name="digits">Room for a number.</param>
    public static ReadOnlySpan<byte> Of(Extent extent, long number, Span<byte> digits)
    {
        if (extent.Get(number) is null)
            return default;
        if (extent.IsNumbered)
        {
            Utf8Formatter.TryFormat(number, digits, out var length);
            return digits[..length];
        }

        lock (extent.Registry.Names)
            return extent.KnownNaming?.EntryOf(number)?.Name;
    }
}
