using System.Globalization;
using System.Text;

namespace ObjectFs.Fuse;

/// <summary>What is mounted, as this process sees it (/proc/self/mountinfo, proc(5)).</summary>
internal static class MountTable
{
    private const string Path = "/proc/self/mountinfo";

    /// <summary>Every mount, the one that covers another after it.</summary>
    public static IReadOnlyList<MountEntry> Read() => Parse(File.ReadAllBytes(Path));

    /// <summary>The mount on top at a directory, or null.</summary>
    public static MountEntry? At(string directory) => Read().LastOrDefault(entry => entry.Point == directory);

    /// <summary>Reads the table's lines; one that makes no sense is passed over.</summary>
    public static IReadOnlyList<MountEntry> Parse(ReadOnlySpan<byte> table)
    {
        var entries = new List<MountEntry>();
        foreach (var range in table.Split((byte)'\n'))
        {
            // id parent major:minor root point options [tags…] - type source superoptions
            var fields = Encoding.UTF8.GetString(table[range]).Split(' ');
            var dash = Array.IndexOf(fields, "-");
            if (dash >= 6 && fields.Length > dash + 2 && int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                entries.Add(new MountEntry(id, fields[2], Unescape(fields[4]), fields[dash + 1], Unescape(fields[dash + 2]), UserOf(fields[^1])));
        }

        return entries;
    }

    private static uint? UserOf(string options)
    {
        const string Key = "user_id=";
        var option = Array.Find(options.Split(','), static each => each.StartsWith(Key, StringComparison.Ordinal));
        return uint.TryParse(option?[Key.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
    }

    /// <summary>The kernel writes blank, tab, newline and backslash as \ and three octal digits.</summary>
    public static string Unescape(string field)
    {
        if (!field.Contains('\\', StringComparison.Ordinal))
            return field;

        var bytes = Encoding.UTF8.GetBytes(field);
        var length = 0;
        for (var at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] == '\\' && at + 3 < bytes.Length && IsOctal(bytes[at + 1]) && IsOctal(bytes[at + 2]) && IsOctal(bytes[at + 3]))
            {
                bytes[length++] = (byte)(((bytes[at + 1] - '0') << 6) | ((bytes[at + 2] - '0') << 3) | (bytes[at + 3] - '0'));
                at += 3;
            }
            else
            {
                bytes[length++] = bytes[at];
            }
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private static bool IsOctal(byte digit) => digit is >= (byte)'0' and <= (byte)'7';
}
