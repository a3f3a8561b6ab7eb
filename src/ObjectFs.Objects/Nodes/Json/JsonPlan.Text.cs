using System.Text;
using System.Text.Json;
using ObjectFs.Objects.Access;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Json;

/// <content>Names, texts and places of what was written, and of what is there.</content>
internal sealed partial class JsonPlan
{
    private const int ShownCharacters = 64;

    // {"$error": …} and {"$lazy": …} say why there is no value; reading printed them, and they set nothing
    private static bool IsRemark(JsonElement element) =>
        SingleProperty(element, out var name, out var value) && value.ValueKind == JsonValueKind.String && name is "$error" or "$lazy";

    private static bool IsReference(JsonElement element, out JsonElement path)
    {
        var isReference = SingleProperty(element, out var name, out var value) && name == "$ref" && value.ValueKind == JsonValueKind.String;
        path = isReference ? value : default;
        return isReference;
    }

    private static bool SingleProperty(JsonElement element, out string name, out JsonElement value)
    {
        (name, value) = ("", default);
        if (element.ValueKind != JsonValueKind.Object || element.GetPropertyCount() != 1)
            return false;
        using var properties = element.EnumerateObject();
        properties.MoveNext();
        (name, value) = (NameOf(properties.Current), properties.Current.Value);
        return true;
    }

    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            throw new RefusalException(Errno.EILSEQ, "a name is half of a character");
        }
    }

    /// <summary>The properties in order.</summary>
    /// <exception cref="RefusalException">EINVAL: a name comes twice; EILSEQ: it is no text.</exception>
    private IEnumerable<(string Name, JsonElement Value)> Properties(JsonElement element)
    {
        var place = _place;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            At(place, property.Value);
            var name = NameOf(property);
            if (!names.Add(name))
                throw new RefusalException(Errno.EINVAL, $"{Values.Refused.Quote(Encoding.UTF8.GetBytes(name))} is named twice");

            yield return (name, property.Value);
        }
    }

    private static string Text(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new RefusalException(Errno.EILSEQ, "the text has half of a character");
        }
    }

    // as .json shows it, in words that fit a line
    private string Printed(Location place, object? value) => Shortened(Encoding.UTF8.GetString(Print(place, value).Span));

    private ReadOnlyMemory<byte> Print(Location place, object? value)
    {
        var draft = new Draft(place.Host.Registry);
        JsonText.Write(draft, value, [.. _above]);
        draft.EndValue();

        // a name that runs a slow getter is awaited here: this is a thread that user code may keep
        return draft.FinishAsync().AsTask().GetAwaiter().GetResult();
    }

    // an exported object by its path, one on the way by how far up it is; null for others
    private string? ReferenceTo(Location place, object? value)
    {
        if (value is null || value.GetType().IsValueType)
            return null;
        var registry = place.Host.Registry;
        return registry.TryLocate(value, out var id) && registry.PathOfAsync(id).AsTask().GetAwaiter().GetResult() is { } path ? $"/{path}" : JsonText.WayUpTo(value, _above);
    }

    private bool IsAsPrinted(Location place, object? current, JsonElement element)
    {
        using var printed = JsonDocument.Parse(Print(place, current));
        if (element.ValueKind == JsonValueKind.Number)
            return printed.RootElement.ValueKind == JsonValueKind.Number && printed.RootElement.GetRawText() == element.GetRawText();
        try
        {
            return JsonElement.DeepEquals(printed.RootElement, element);
        }
        catch (InvalidOperationException)
        {
            throw new RefusalException(Errno.EILSEQ, "the text has half of a character");
        }
    }

    private Failure Placed(Failure failure)
    {
        var where = JsonPosition.Of(_text.Span, _element);
        var name = Sentenced(_place);
        return failure with { Sentence = $"{(name.Length == 0 ? "" : $"{name}: ")}{failure.Sentence ?? failure.Errno.ToString()} ({where})" };
    }

    // the path of a place below that of the file
    private string Sentenced(Location place) => place.Path[_location.Path.Length..].TrimStart('/');

    private static string Shortened(string text) => text.Length <= ShownCharacters ? text : $"{text.AsSpan(0, ShownCharacters)}…";
}
