using System.Text;
using ObjectFs.Objects.Values;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>Keys and values as names of files.</summary>
internal static class PartName
{
    /// <summary>The name of the empty text, which no other text has: a percent sign stands for itself only as <c>%25</c>.</summary>
    private const string Empty = "%";

    /// <summary>A key's or value's text, encoded. Null for null, which has none.</summary>
    public static string? Of(object? part)
    {
        if (part is null)
            return null;
        var text = part as string ?? TextOf(part);
        return text.Length == 0 ? Empty : Name.Encode(text);
    }

    private static string TextOf(object part)
    {
        if (ScalarText.TryGet(part.GetType(), out var scalar))
        {
            var text = new byte[1024];
            if (scalar.TryFormat(part, text, out var written))
                return Encoding.UTF8.GetString(text, 0, written);
        }

        return RecordText.Of(part);
    }
}
