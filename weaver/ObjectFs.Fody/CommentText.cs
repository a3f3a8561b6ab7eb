using System;
using System.Linq;
using System.Text;
using System.Xml.Linq;

namespace ObjectFs.Weaver;

/// <summary>The elements of a comment as a person reads them: one line of plain words.</summary>
internal static class CommentText
{
    private const int MaxLength = 1000;

    /// <summary>The text, or null where there is none.</summary>
    public static string? Of(XElement? element)
    {
        if (element is null)
            return null;
        var text = new StringBuilder();
        Append(text, element);
        var words = string.Join(" ", text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length == 0 ? null : words.Length <= MaxLength ? words : Cut(words);
    }

    private static void Append(StringBuilder text, XContainer container)
    {
        foreach (var node in container.Nodes())
        {
            if (node is XText words)
                text.Append(words.Value);
            else if (node is XElement element)
                Append(text, element);
        }
    }

    private static void Append(StringBuilder text, XElement element)
    {
        switch (element.Name.LocalName)
        {
            case "see" or "seealso" when !element.Nodes().Any():
                text.Append((string?)element.Attribute("langword") ?? (string?)element.Attribute("href") ?? NameOf((string?)element.Attribute("cref") ?? ""));
                break;
            case "paramref" or "typeparamref":
                text.Append((string?)element.Attribute("name"));
                break;
            case "para" or "br" or "item" or "term" or "description" or "code" or "list" or "listheader":
                text.Append(' ');
                Append(text, (XContainer)element);
                text.Append(' ');
                break;
            default:
                Append(text, (XContainer)element);
                break;
        }
    }

    /// <summary>What a programmer calls it: of <c>M:Shop.Cart`1.Add(`0)</c>, Add; of a constructor, its type.</summary>
    private static string NameOf(string id)
    {
        var colon = id.IndexOf(':');
        var name = id.Substring(colon + 1);
        var end = name.IndexOfAny(['(', '~']);
        var parts = (end < 0 ? name : name.Substring(0, end)).Split('.');
        var last = parts[parts.Length - 1];
        if (last is "#ctor" or "#cctor" && parts.Length > 1)
            last = parts[parts.Length - 2];
        // an explicit implementation is called what it implements
        last = last.Substring(last.LastIndexOf('#') + 1);
        var tick = last.IndexOfAny(['`', '{']);
        return tick < 0 ? last : last.Substring(0, tick);
    }

    private static string Cut(string words) => words.Substring(0, char.IsHighSurrogate(words[MaxLength - 1]) ? MaxLength - 1 : MaxLength) + "…";
}
