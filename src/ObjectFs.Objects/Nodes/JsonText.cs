using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Nodes.Collections;
using ObjectFs.Objects.Shapes;
using ObjectFs.Objects.Values;

namespace ObjectFs.Objects.Nodes;

/// <summary>A value as JSON, in one go on the calling thread, which may run user code: a getter that throws is <c>{"$error": …}</c>, an exported object or one already on the way
/// <c>{"$ref": …}</c>, an enumerable that is no collection <c>{"$lazy": …}</c>.</summary>
internal static class JsonText
{
    public static JsonWriterOptions Options => new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>A value that is a whole in itself: null, a scalar, a text, bytes, a reference. False for what has parts.</summary>
    /// <param name="draft">Where to.</param>
    /// <param name="value">The value.</param>
    /// <param name="form">Its form.</param>
    /// <param name="above">The objects on the way to it.</param>
    /// <exception cref="RefusalException">EFBIG: what stands before it is too long already.</exception>
    public static bool TryWriteWhole(Draft draft, object? value, Form form, List<object> above)
    {
        var writer = draft.Writer;

        // before each, so that a list of long texts ends where the bound is and not where the list does
        Bound(writer);
        if (value is null)
        {
            writer.WriteNullValue();
            return true;
        }

        if (form is Form.Scalar or Form.Text or Form.Bytes or Form.Hidden or Form.Sequence)
        {
            if (IsGigantic(value))
                WriteError(writer, $"its text is longer than {Limits.Text >> 20} MiB");
            else
                WriteLeaf(writer, value, form);
            return true;
        }

        if (!value.GetType().IsValueType)
        {
            if (draft.Registry.TryLocate(value, out var id))
            {
                draft.WriteReference(id);
                return true;
            }

            if (WayUpTo(value, above) is { } way)
            {
                WriteReference(writer, way);
                return true;
            }
        }

        if (above.Count <= Limits.Depth)
            return false;
        WriteError(writer, $"more than {Limits.Depth} steps below");
        return true;
    }

    /// <summary>How far up an object is that is on the way; null where it is none of them.</summary>
    public static string? WayUpTo(object value, List<object> above)
    {
        var at = above.FindIndex(owner => ReferenceEquals(owner, value));
        return at < 0 ? null : at == above.Count - 1 ? "." : string.Join('/', Enumerable.Repeat("..", above.Count - 1 - at));
    }

    /// <summary>Whether a member is shown as JSON; streams are not, which have no value.</summary>
    public static bool Shows(Member member) => member.IsReadable && member.Form is not (Form.Events or Form.Content);

    public static void WriteReference(Utf8JsonWriter writer, string path)
    {
        writer.WriteStartObject();
        writer.WriteString("$ref", path);
        writer.WriteEndObject();
    }

    public static void WriteError(Utf8JsonWriter writer, string sentence)
    {
        writer.WriteStartObject();
        writer.WriteString("$error", sentence);
        writer.WriteEndObject();
    }

    public static void Write(Draft draft, object? value, List<object> above)
    {
        var writer = draft.Writer;
        var form = value is null ? Form.Null : Forms.OfRuntime(value.GetType());
        if (TryWriteWhole(draft, value, form, above))
            return;
        above.Add(value!);
        switch (form)
        {
            case Form.List or Form.Set:
                writer.WriteStartArray();
                foreach (var element in Elements.Copy(value!))
                    Write(draft, element, above);
                writer.WriteEndArray();
                break;
            case Form.Dictionary:
                writer.WriteStartObject();
                foreach (var (key, part) in DictionaryDirectory.Pairs(value!))
                {
                    writer.WritePropertyName(KeyText(key));
                    Write(draft, part, above);
                }

                writer.WriteEndObject();
                break;
            case Form.Future:
                writer.WriteStartObject();
                foreach (var (name, part) in FutureDirectory.Parts(value!))
                {
                    writer.WritePropertyName(name);
                    Write(draft, part, above);
                }

                writer.WriteEndObject();
                break;
            default:
                WriteMembers(draft, value!, above);
                break;
        }

        above.RemoveAt(above.Count - 1);
        Bound(writer);
    }

    private static void WriteMembers(Draft draft, object value, List<object> above)
    {
        var writer = draft.Writer;
        writer.WriteStartObject();
        foreach (var member in Shape.Of(value.GetType()).Members)
        {
            if (!Shows(member))
                continue;
            writer.WritePropertyName(member.FileName);
            object? part;
            try
            {
                part = member.Accessor.ReadObject(value);
            }
            catch (Exception exception)
            {
                // one bad member never spoils its neighbours
                WriteError(writer, Refusal.From(exception).ToString());
                continue;
            }

            Write(draft, part, above);
        }

        writer.WriteEndObject();
    }

    // told before it is written: the writer itself throws where a text is too long for it
    private static bool IsGigantic(object value) => ValueText.SizeOf(value) > Limits.Text;

    public static string KeyText(object? key) => key is null ? "" : key as string ?? ScalarString(key) ?? Convert.ToString(key, CultureInfo.InvariantCulture) ?? "";

    /// <summary>Ends a text that grows without bound.</summary>
    /// <exception cref="RefusalException">EFBIG.</exception>
    public static void Bound(Utf8JsonWriter writer)
    {
        if (writer.BytesCommitted + writer.BytesPending > Limits.Text)
            throw new RefusalException(Tree.Errno.EFBIG, $"its text is longer than {Limits.Text >> 20} MiB");
    }

    /// <summary>A value that a declaration can hold: null, a scalar, a text.</summary>
    public static void WriteLeaf(Utf8JsonWriter writer, object? value)
    {
        if (value is null)
            writer.WriteNullValue();
        else
            WriteLeaf(writer, value, Form.Scalar);
    }

    private static void WriteLeaf(Utf8JsonWriter writer, object value, Form form)
    {
        switch (value)
        {
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case byte[] bytes:
                writer.WriteBase64StringValue(bytes);
                break;
            case Memory<byte> memory:
                writer.WriteBase64StringValue(memory.Span);
                break;
            case ReadOnlyMemory<byte> memory:
                writer.WriteBase64StringValue(memory.Span);
                break;
            case IEnumerable when form == Form.Sequence:
                writer.WriteStartObject();
                writer.WriteString("$lazy", TypeNames.Short(value.GetType()));
                writer.WriteEndObject();
                break;
            default:
                WriteScalar(writer, value);
                break;
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, object value)
    {
        string scalar;
        try
        {
            scalar = ScalarString(value) ?? TypeNames.Short(value.GetType());
        }
        catch (Exception exception)
        {
            // a formatter of the program's: one bad member never spoils its neighbours
            WriteError(writer, Refusal.From(exception).ToString());
            return;
        }

        if (IsNumber(value))
            writer.WriteRawValue(scalar, skipInputValidation: true);
        else
            writer.WriteStringValue(scalar);
    }

    private static bool IsNumber(object value) => value switch
    {
        double number => double.IsFinite(number),
        float number => float.IsFinite(number),
        Half number => Half.IsFinite(number),
        _ => value is sbyte or byte or short or ushort or int or uint or long or ulong or Int128 or UInt128 or nint or nuint or decimal or System.Numerics.BigInteger,
    };

    /// <summary>The text of a scalar, without a newline; null for what is none. May run code of the program, and throw what it throws.</summary>
    public static string? ScalarString(object value)
    {
        if (!ScalarText.TryGet(value.GetType(), out _))
            return null;
        return Encoding.UTF8.GetString(Utf8Text.TakeNewline(ValueText.Render(value).Span));
    }
}
