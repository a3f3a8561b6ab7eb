using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml.Linq;
using Mono.Cecil;

namespace ObjectFs.Weaver;

/// <summary>Comments inside an assembly: a private resource, a heading, then a line each of id, tab and text. A parameter's id is its method's, a blank, its name.</summary>
internal static class CarriedComments
{
    private const string ResourceName = "<ObjectFs>comments";
    private const string Heading = "ObjectFs comments 1";
    private const string Result = "<returns>";

    /// <summary>Puts the comments of types and members into their module.</summary>
    /// <returns>How many there are.</returns>
    public static int Add(ModuleDefinition module, Comments comments, IEnumerable<IMemberDefinition> members)
    {
        var lines = members.SelectMany(member => LinesOf(member, comments)).OrderBy(line => line, StringComparer.Ordinal).ToList();
        if (lines.Count == 0)
            return 0;
        var text = Encoding.UTF8.GetBytes(string.Join("\n", new[] { Heading }.Concat(lines)) + "\n");
        module.Resources.Add(new EmbeddedResource(ResourceName, ManifestResourceAttributes.Private, text));
        return lines.Count;
    }

    /// <summary>Those of a woven module, or null where it carries none.</summary>
    public static Dictionary<string, XElement>? In(ModuleDefinition module)
    {
        if (module.Resources.OfType<EmbeddedResource>().FirstOrDefault(r => r.Name == ResourceName) is not { } resource)
            return null;
        var comments = new Dictionary<string, XElement>(StringComparer.Ordinal);
        using var reader = new StreamReader(resource.GetResourceStream(), Encoding.UTF8);
        if (reader.ReadLine() != Heading)
            return comments;
        while (reader.ReadLine() is { } line)
        {
            var tab = line.IndexOf('\t');
            if (tab > 0)
                Add(comments, line.Substring(0, tab).Split([' '], 2), line.Substring(tab + 1));
        }

        return comments;
    }

    private static IEnumerable<string> LinesOf(IMemberDefinition member, Comments comments)
    {
        var id = DocumentationId.Of(member);
        if (comments.Find(member, "summary") is { } summary)
            yield return $"{id}\t{summary}";
        if (member is not MethodDefinition method)
            yield break;
        foreach (var parameter in method.Parameters)
        {
            if (comments.Find(method, "param", parameter.Name) is { } about)
                yield return $"{id} {parameter.Name}\t{about}";
        }

        if (comments.Find(method, "returns") is { } result)
            yield return $"{id} {Result}\t{result}";
    }

    private static void Add(Dictionary<string, XElement> comments, string[] key, string text)
    {
        if (!comments.TryGetValue(key[0], out var comment))
            comments.Add(key[0], comment = new XElement("member"));
        comment.Add(
            key.Length == 1 ? new XElement("summary", text)
            : key[1] == Result ? new XElement("returns", text)
            : new XElement("param", new XAttribute("name", key[1]), text));
    }
}
