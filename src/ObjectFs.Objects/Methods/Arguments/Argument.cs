using System.Text.Json;
using ObjectFs.Objects.Nodes;

namespace ObjectFs.Objects.Methods.Arguments;

/// <summary>One argument as it was written: a text, or a JSON value.</summary>
internal readonly record struct Argument(ReadOnlyMemory<byte> Text, JsonElement? Json)
{
    public Argument(ReadOnlyMemory<byte> text)
        : this(text, null)
    {
    }

    public Argument(JsonElement json)
        : this(default, json)
    {
    }

    /// <summary>The value. May run code of the program's.</summary>
    /// <exception cref="Access.RefusalException">It is none of the type.</exception>
    public object? ToValue(Location site, Type type, bool allowsNull, string expected) =>
        Json is { } json ? JsonValue.Parse(site, type, allowsNull, expected, json) : TextValue.Parse(site, type, allowsNull, expected, Text.Span);
}
