using System.Text.Json;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Nodes;
using ObjectFs.Objects.Shapes;
using ObjectFs.Objects.Values;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Methods.Arguments;

/// <summary>An argument from a word.</summary>
internal static class TextValue
{
    public static object? Parse(Location site, Type type, bool allowsNull, string expected, ReadOnlySpan<byte> text)
    {
        if (type == typeof(string) || type == typeof(object))
            return Require(Utf8Text.Parse(text));
        if (ScalarText.TryGet(type, out var scalar))
        {
            var parsed = scalar.Parse(text, null);
            return parsed.Errno == Errno.EINVAL ? throw new RefusalException(Refused.Malformed(text, expected)) : Require(parsed);
        }

        if (Forms.OfDeclared(type) == Form.Bytes)
            return Bytes(type, text.ToArray());
        if (ArgumentText.IsJson(text) || text.SequenceEqual("null"u8))
        {
            using var document = ParseJson(text.ToArray());
            return JsonValue.Parse(site, type, allowsNull, expected, document.RootElement);
        }

        return Reference(site, type, expected, text);
    }

    /// <summary>An exported object by its path.</summary>
    public static object Reference(Location site, Type type, string expected, ReadOnlySpan<byte> path)
    {
        var found = type.IsValueType ? null : References.Find(site, Require(Utf8Text.Parse(path)));
        return type.IsInstanceOfType(found) ? found : throw new RefusalException(Refused.Malformed(path, expected));
    }

    /// <summary>Bytes as the type has them.</summary>
    public static object Bytes(Type type, byte[] bytes) =>
        type == typeof(byte[]) ? bytes : type == typeof(Memory<byte>) ? (object)new Memory<byte>(bytes) : new ReadOnlyMemory<byte>(bytes);

    /// <summary>A JSON text.</summary>
    /// <exception cref="RefusalException">EINVAL, with where and why.</exception>
    public static JsonDocument ParseJson(ReadOnlyMemory<byte> text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException exception)
        {
            throw new RefusalException(Refused.Because(text.Span, $"is not JSON: {exception.Message}"));
        }
    }

    private static T Require<T>(Result<T> result) => result.TryGet(out var value) ? value : throw new RefusalException(result.Failure);
}
