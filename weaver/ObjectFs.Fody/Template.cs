using System.Collections.Generic;
using System.Linq;

namespace ObjectFs.Weaver;

/// <summary>A name such as <c>{Region}-{Id:D4}</c>.</summary>
internal static class Template
{
    /// <summary>The dotted names in its braces, or null where the braces are malformed.</summary>
    public static IReadOnlyList<string>? Names(string template)
    {
        var names = new List<string>();
        var at = 0;
        while (template.IndexOfAny(['{', '}'], at) is var brace && brace >= 0)
        {
            var end = template.IndexOfAny(['{', '}'], brace + 1);
            if (template[brace] == '}' || end < 0 || template[end] == '{')
                return null;
            var name = template.Substring(brace + 1, end - brace - 1).Split(':')[0];
            if (!name.Split('.').All(IsIdentifier))
                return null;
            names.Add(name);
            at = end + 1;
        }

        return names;
    }

    private static bool IsIdentifier(string text) =>
        text.Length > 0 && !char.IsDigit(text[0]) && text.All(c => char.IsLetterOrDigit(c) || c == '_');
}
