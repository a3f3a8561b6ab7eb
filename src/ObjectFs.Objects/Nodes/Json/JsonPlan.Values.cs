using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Nodes.Collections;
using ObjectFs.Objects.Shapes;
using ObjectFs.Objects.Values;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Json;

/// <content>What a value is to be, by its form.</content>
internal sealed partial class JsonPlan
{
    /// <summary>Whether a place is to get another value than it has. Parts of an object or a collection are planned as steps of their own.</summary>
    private bool TryChange(Location place, object? current, JsonElement element, out object? wanted)
    {
        wanted = null;
        if (IsRemark(element))
            return false;
        if (element.ValueKind == JsonValueKind.Null)
            return current is not null && (_compares || place.AllowsNull ? true : throw new RefusalException(Errno.EINVAL, "it cannot be null"));

        var type = place.DeclaredType;
        if (Forms.OfDeclared(type) == Form.Dynamic && current is not null && Forms.OfRuntime(current.GetType()) is Form.Scalar or Form.Text or Form.Bytes)
            type = current.GetType();
        var declared = Forms.OfDeclared(type);
        if (declared is not (Form.Scalar or Form.Text or Form.Bytes))
            return TryChangeObject(place, current, element, out wanted);
        if (IsAsPrinted(place, current, element))
            return false;
        wanted = declared switch
        {
            Form.Scalar => Scalar(place, type, current, element),
            Form.Text => element.ValueKind == JsonValueKind.String ? Text(element) : throw Expected("a text in quotes", element),
            _ => Bytes(type, element),
        };
        return !IsSame(current, wanted);
    }

    private static object? Scalar(Location place, Type type, object? current, JsonElement element)
    {
        if (!ScalarText.TryGet(type, out var scalar) || element.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            throw Expected(place.Member?.Expected ?? scalar?.Describe() ?? "one value", element);
        var text = element.ValueKind == JsonValueKind.String ? Encoding.UTF8.GetBytes(Text(element)) : JsonMarshal.GetRawUtf8Value(element).ToArray();
        var parsed = scalar.Parse(text, current);
        return parsed.TryGet(out var value) ? value
            : throw new RefusalException(parsed.Errno == Errno.EINVAL && place.Member?.Expected is { } expected ? Refused.Malformed(text, expected) : parsed.Failure);
    }

    private static object Bytes(Type type, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String || !element.TryGetBytesFromBase64(out var bytes))
            throw Expected("base64 in quotes", element);

        // an array converts to both: without the cast it would always become the last
        return type == typeof(byte[]) ? bytes : type == typeof(Memory<byte>) ? (object)new Memory<byte>(bytes) : new ReadOnlyMemory<byte>(bytes);
    }

    private static bool IsSame(object? current, object? wanted) =>
        current is null || wanted is null ? ReferenceEquals(current, wanted) : ValueText.Render(current).Span.SequenceEqual(ValueText.Render(wanted).Span);

    private bool TryChangeObject(Location place, object? current, JsonElement element, out object? wanted)
    {
        wanted = null;
        var reference = ReferenceTo(place, current);
        var isPath = IsReference(element, out var path);
        if (isPath || (element.ValueKind == JsonValueKind.String && (current is null || reference is not null)))
            return TryRefer(place, current, reference, isPath ? path : element, isPath, out wanted);
        if (current is null && _compares)
            return true;
        if (current is null && element.ValueKind == JsonValueKind.Object && Nullable.GetUnderlyingType(place.DeclaredType) is { } made)
        {
            wanted = Make(made);
            ChangeMembers(place, wanted, element);
            return true;
        }

        if (current is null)
            throw new RefusalException(Errno.EINVAL, "it is null: give the path of an exported object; nothing else is made here");
        if (reference is not null)
            throw new RefusalException(Errno.EINVAL, $"it is a reference: give a path, such as \"{reference}\", and set the members of that object there");
        switch (Forms.OfRuntime(current.GetType()))
        {
            case Form.Object when element.ValueKind == JsonValueKind.Object:
                wanted = current.GetType().IsValueType ? RuntimeHelpers.GetObjectValue(current) : current;
                return ChangeMembers(place, wanted, element);
            case Form.List when element.ValueKind == JsonValueKind.Array:
                ChangeElements(place, current, element);
                return false;
            case Form.Dictionary when element.ValueKind == JsonValueKind.Object:
                ChangeEntries(place, current, element);
                return false;
            case Form.Future when element.ValueKind == JsonValueKind.Object:
                ComparePartsOf(place, current, element);
                return false;
            default:
                return !IsAsPrinted(place, current, element)
                    && (_compares ? true : throw new RefusalException(Errno.EINVAL, $"{Shortened(element.GetRawText())} is not what is there, and it cannot be set as a whole"));
        }
    }

    private bool TryRefer(Location place, object? current, string? reference, JsonElement element, bool isPath, out object? wanted)
    {
        var path = Text(element);
        wanted = null;
        if (path == reference)
            return false;
        var type = place.DeclaredType;
        var found = References.Find(place, path);

        // what is nowhere is not what is there
        if (_compares && !type.IsInstanceOfType(found))
            return true;
        if (found is { } target)
        {
            wanted = type.IsInstanceOfType(target) ? target : throw new RefusalException(Errno.EINVAL, $"{path} is a {target.GetType().Name}, not a {type.Name}");
            return !ReferenceEquals(current, target);
        }

        // where anything may stand, text is text
        wanted = type == typeof(object) && !isPath ? path : throw new RefusalException(Errno.EINVAL, $"'{path}' is not the path of an exported {type.Name}");
        return true;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "A struct is made without a constructor.")]
    private static object Make(Type type) => RuntimeHelpers.GetUninitializedObject(type);

    // a future sets itself: what is given of it is what is there
    private void ComparePartsOf(Location place, object future, JsonElement given)
    {
        var parts = FutureDirectory.Parts(future);
        foreach (var (name, element) in Properties(given))
        {
            At(place, element);
            var at = parts.FindIndex(part => part.Name == name);
            if (at < 0 || (!IsRemark(element) && !IsAsPrinted(place, parts[at].Value, element)))
                throw new RefusalException(_compares ? Errno.ESTALE : Errno.EINVAL, $"{Shortened(element.GetRawText())} is not what is there, and only the program can set it");
        }
    }

    private void ChangeElements(Location place, object list, JsonElement given)
    {
        var elements = Elements.Copy(list);
        if (elements.Count != given.GetArrayLength())
        {
            throw _compares
                ? Moved(place, list, given)
                : new RefusalException(Errno.EINVAL, $"it has {elements.Count} elements, and {given.GetArrayLength()} are given: .json adds and removes none");
        }

        _above.Add(list);
        var index = 0;
        foreach (var element in given.EnumerateArray())
        {
            ChangePart(ListDirectory.LocationOf(place, list, index), elements[index], element);
            index++;
        }

        _above.RemoveAt(_above.Count - 1);
    }

    private void ChangeEntries(Location place, object dictionary, JsonElement given)
    {
        var entries = new Dictionary<string, (object? Key, object? Value)>(StringComparer.Ordinal);
        foreach (var (key, value) in DictionaryDirectory.Pairs(dictionary))
            entries.TryAdd(JsonText.KeyText(key), (key, value));
        _above.Add(dictionary);
        foreach (var (name, element) in Properties(given))
        {
            At(place, element);
            if (!entries.TryGetValue(name, out var entry) || entry.Key is null)
                throw new RefusalException(_compares ? Errno.ESTALE : Errno.EINVAL, $"there is no entry {Refused.Quote(Encoding.UTF8.GetBytes(name))}, and .json adds none");
            ChangePart(DictionaryDirectory.LocationOf(place, dictionary, PartName.Of(entry.Key) ?? "", entry.Key), entry.Value, element);
        }

        _above.RemoveAt(_above.Count - 1);
    }

    private void ChangePart(Location place, object? current, JsonElement element)
    {
        At(place, element);
        if (!TryChange(place, current, element, out var wanted))
            return;
        At(place, element);
        Permit(place, current, element);
        _steps.Add(new(Sentenced(place), () => place.Write(wanted), () => place.Write(current)));
    }

    private static RefusalException Expected(string what, JsonElement element) => new(Errno.EINVAL, $"{Shortened(element.GetRawText())} is not {what}");
}
