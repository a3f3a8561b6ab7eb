using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Nodes;
using ObjectFs.Objects.Shapes;
using ObjectFs.Objects.Values;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Methods.Arguments;

/// <summary>An argument from a JSON value. Scalars, wherever they stand, are read by the one strict parser of their type; a member that does not exist, or comes twice, is refused.</summary>
internal static class JsonValue
{
    private const string Kept = "What the trimmer took from the type of an argument, nobody can write: the refusal names it.";

    private static readonly JsonSerializerOptions Options = MakeOptions();

    public static object? Parse(Location site, Type type, bool allowsNull, string expected, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Null:
                return allowsNull ? null : throw new RefusalException(Errno.EINVAL, $"null is not {expected}");
            case JsonValueKind.String when type == typeof(string) || type == typeof(object):
                return Text(json);
            case JsonValueKind.Object when !type.IsValueType && json.TryGetProperty("$ref", out var path) && path.ValueKind == JsonValueKind.String:
                return TextValue.Reference(site, type, expected, System.Text.Encoding.UTF8.GetBytes(Text(path)));
        }

        if (type == typeof(string))
            throw new RefusalException(Refused.Because(Raw(json), "is not a text; JSON has texts in quotes"));
        if (ScalarText.TryGet(type, out var scalar))
        {
            if (json.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                throw new RefusalException(Refused.Malformed(Raw(json), expected));
            var text = json.ValueKind == JsonValueKind.String ? System.Text.Encoding.UTF8.GetBytes(Text(json)) : Raw(json);
            var parsed = scalar.Parse(text, null);
            return parsed.TryGet(out var value) ? value
                : throw new RefusalException(parsed.Errno == Errno.EINVAL ? Refused.Malformed(text, expected) : parsed.Failure);
        }

        if (Forms.OfDeclared(type) != Form.Bytes)
            return Deserialize(type, json);
        return json.ValueKind == JsonValueKind.String && json.TryGetBytesFromBase64(out var bytes)
            ? TextValue.Bytes(type, bytes)
            : throw new RefusalException(Refused.Malformed(Raw(json), expected));
    }

    private static ReadOnlySpan<byte> Raw(JsonElement json) => JsonMarshal.GetRawUtf8Value(json);

    private static string Text(JsonElement json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // half of a surrogate pair
            throw new RefusalException(Refused.NotUtf8(Raw(json)));
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Kept)]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = Kept)]
    private static object? Deserialize(Type type, JsonElement json)
    {
        try
        {
            return json.Deserialize(type, Options);
        }
        catch (JsonException exception)
        {
            // the innermost sentence is that of a scalar's parser
            throw new RefusalException(Errno.EINVAL, exception.InnerException is RefusalException refusal ? $"{exception.Path}: {refusal.Failure.Sentence}" : exception.Message);
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Kept)]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = Kept)]
    private static JsonSerializerOptions MakeOptions() => new()
    {
        AllowDuplicateProperties = false,
        IncludeFields = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new ScalarConverters() },
    };
}
