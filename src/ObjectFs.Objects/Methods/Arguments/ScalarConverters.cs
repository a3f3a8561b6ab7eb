using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Values;

namespace ObjectFs.Objects.Methods.Arguments;

/// <summary>Reads the scalars inside a JSON value by the parsers of their types.</summary>
internal sealed class ScalarConverters : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => ScalarText.TryGet(typeToConvert, out _);

    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "The converter has no members that the trimmer could miss.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The text, which is a closed generic of the same type, exists already.")]
    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        ScalarText.TryGet(typeToConvert, out var text) ? (JsonConverter?)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert), text) : null;

    private sealed class Converter<T>(ScalarText<T> text) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                throw new JsonException(null, new RefusalException(Tree.Errno.EINVAL, $"an object or array is not {text.Describe()}"));
            return Parse(reader.TokenType == JsonTokenType.String ? Encoding.UTF8.GetBytes(reader.GetString()!)
                : reader.HasValueSequence ? reader.ValueSequence.ToArray()
                : reader.ValueSpan);
        }

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Parse(Encoding.UTF8.GetBytes(reader.GetString()!));

        // arguments are only ever read
        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw new NotSupportedException();

        private T Parse(ReadOnlySpan<byte> source)
        {
            var parsed = text.Parse(source, default!);
            return parsed.TryGet(out var value) ? value : throw new JsonException(null, new RefusalException(parsed.Failure));
        }
    }
}
