using System.Globalization;
using System.Text;

namespace ObjectFs.Tree;

/// <summary>Names of files from any text.</summary>
public static class Name
{
    /// <summary>Percent-encodes what a name cannot hold.</summary>
    public static string Encode(string text)
    {
        StringBuilder name = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c < ' ' || c == 0x7f || "/<>:\"\\|?*%".Contains(c, StringComparison.Ordinal) || (c == '.' && i == 0))
                name.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}");
            else
                name.Append(c);
        }

        return name.ToString();
    }

    /// <summary>The name of the n-th that wants it.</summary>
    public static string WithOrdinal(string name, int ordinal) => string.Create(CultureInfo.InvariantCulture, $"{name}~{ordinal}");
}
