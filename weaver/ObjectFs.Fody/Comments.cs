using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;
using Mono.Cecil;

namespace ObjectFs.Weaver;

/// <summary>The comments of a module and of those that it refers to: from the XML file that the compiler wrote beside it, else from what the weaver put into it.</summary>
internal sealed class Comments
{
    private readonly Dictionary<ModuleDefinition, Dictionary<string, XElement>> _byModule = [];
    private readonly Dictionary<string, XElement> _own;

    /// <summary>Reads a module's own.</summary>
    /// <param name="module">The module.</param>
    /// <param name="file">The compiler's XML file.</param>
    public Comments(ModuleDefinition module, string file)
    {
        _own = FromFile(file);
        _byModule.Add(module, _own);
    }

    /// <summary>An element of a member's comment in plain words; where it has none or says <c>&lt;inheritdoc/&gt;</c>, of what it overrides or implements. Null where nobody says.</summary>
    /// <param name="member">The type or member.</param>
    /// <param name="element">summary, param or returns.</param>
    /// <param name="name">Whose, of several.</param>
    public string? Find(IMemberDefinition member, string element, string? name = null) => Find(member, element, name, []);

    private string? Find(IMemberDefinition member, string element, string? name, HashSet<IMemberDefinition> seen)
    {
        if (!seen.Add(member))
            return null;
        var comment = Of(member);
        if (Part(comment, element, name) is { } own)
            return own;
        var inherits = comment?.Descendants("inheritdoc").FirstOrDefault();
        if (inherits is null && (comment is not null || member is TypeDefinition))
            return null;
        if ((string?)inherits?.Attribute("cref") is { } id)
            return Part(_own.TryGetValue(id, out var other) ? other : null, element, name);
        return Inherited.By(member).Select(each => Find(each, element, name, seen)).FirstOrDefault(text => text is not null);
    }

    private static string? Part(XElement? comment, string element, string? name) =>
        CommentText.Of(comment?.Elements(element).FirstOrDefault(e => name is null || (string?)e.Attribute("name") == name));

    private XElement? Of(IMemberDefinition member)
    {
        var module = (member as TypeDefinition ?? member.DeclaringType).Module;
        if (!_byModule.TryGetValue(module, out var comments))
            _byModule.Add(module, comments = CarriedComments.In(module) ?? FromFile(Path.ChangeExtension(module.FileName, ".xml")));
        return comments.TryGetValue(DocumentationId.Of(member), out var comment) ? comment : null;
    }

    private static Dictionary<string, XElement> FromFile(string? file)
    {
        var comments = new Dictionary<string, XElement>(StringComparer.Ordinal);
        if (!File.Exists(file))
            return comments;
        try
        {
            using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            foreach (var member in XDocument.Load(reader, LoadOptions.PreserveWhitespace).Descendants("member"))
            {
                if ((string?)member.Attribute("name") is { } id)
                    comments[id] = member;
            }
        }
        catch (Exception exception) when (exception is XmlException or IOException or UnauthorizedAccessException)
        {
            // a file beside a reference may be anything; without it there is less to tell
        }

        return comments;
    }
}
