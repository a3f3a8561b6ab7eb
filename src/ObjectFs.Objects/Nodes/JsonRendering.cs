using System.Text.Json;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Nodes.Collections;
using ObjectFs.Objects.Shapes;
using ObjectFs.Objects.Values;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary><c>.json</c>: an object with each member under a budget of its own, so that one which throws or hangs costs itself alone.</summary>
internal sealed class JsonRendering
{
    private readonly Draft _draft;
    private readonly Utf8JsonWriter _writer;
    private readonly Host _host;
    private readonly List<object> _above = [];

    private JsonRendering(Host host, Draft draft)
    {
        _host = host;
        _draft = draft;
        _writer = draft.Writer;
    }

    public static async ValueTask<Result<ReadOnlyMemory<byte>>> RenderAsync(Location location, Caller? caller)
    {
        var read = await location.ReadAsync(caller, location, static location => Read(location)).OffPool();
        if (!read.TryGet(out var value))
            return read.Failure;
        if (value is null)
            return Errno.ESTALE;
        var draft = new Draft(location.Host.Registry);
        try
        {
            // an exported object stands here in whole; elsewhere it is a reference
            await new JsonRendering(location.Host, draft).WriteMembersAsync(location, value).OffPool();
        }
        catch (RefusalException refusal)
        {
            return new Requester(location, caller).Refuse(refusal.Failure, null);
        }

        draft.EndValue();
        draft.Add("\n"u8);
        return await draft.FinishAsync().OffPool();
    }

    private static Result<object?> Read(Location location) => Boxed(location.Read());

    // the language takes an object for the result itself unless its type is a parameter
    private static Result<T> Boxed<T>(T value) => value;

    private async ValueTask WriteAsync(Location location, object? value)
    {
        var form = value is null ? Form.Null : Forms.OfRuntime(value.GetType());
        if (form == Form.Scalar && ScalarText.TryGet(value!.GetType(), out var scalar) && scalar.RunsUserCode)
        {
            await WriteOwnAsync(location, value).OffPool();
            return;
        }

        if (JsonText.TryWriteWhole(_draft, value, form, _above))
            return;
        switch (form)
        {
            case Form.Object:
                await WriteMembersAsync(location, value!).OffPool();
                break;
            case Form.Future:
                await WritePartsAsync(location, value!, static future => FutureDirectory.Parts(future)).OffPool();
                break;
            case Form.Dictionary:
                await WritePartsAsync(location, value!, static dictionary => [.. DictionaryDirectory.Pairs(dictionary).Select(static pair => (JsonText.KeyText(pair.Key), pair.Value))]).OffPool();
                break;
            default:
                await WriteElementsAsync(location, value!).OffPool();
                break;
        }

        JsonText.Bound(_writer);
    }

    // the program formats it: away from this thread, and for no longer than its budget
    private async ValueTask WriteOwnAsync(Location location, object value)
    {
        JsonText.Bound(_writer);
        var formatted = await location.CallAsync(null, value, static value => (Result<string>)JsonText.ScalarString(value)!).OffPool();
        if (formatted.TryGet(out var text))
            _writer.WriteStringValue(text);
        else
            JsonText.WriteError(_writer, formatted.Failure.ToString());
    }

    private async ValueTask WriteMembersAsync(Location location, object value)
    {
        _above.Add(value);
        _writer.WriteStartObject();
        foreach (var member in _host.ShapeOf(value).Members)
        {
            if (!JsonText.Shows(member))
                continue;
            _writer.WritePropertyName(member.FileName);
            var place = new MemberLocation(location, member, ownerIsStruct: value.GetType().IsValueType);
            var read = await place.ReadAsync(null, (member.Accessor, value), static state => Boxed(state.Accessor.ReadObject(state.value))).OffPool();
            if (read.TryGet(out var part))
                await WriteAsync(place, part).OffPool();
            else
                JsonText.WriteError(_writer, read.Failure.ToString());
            JsonText.Bound(_writer);
        }

        _writer.WriteEndObject();
        _above.RemoveAt(_above.Count - 1);
    }

    private async ValueTask WriteElementsAsync(Location location, object value)
    {
        var copied = await location.CallAsync(null, value, static value => (Result<List<object?>>)Elements.Copy(value)).OffPool();
        if (!copied.TryGet(out var elements))
        {
            JsonText.WriteError(_writer, copied.Failure.ToString());
            return;
        }

        _above.Add(value);
        _writer.WriteStartArray();
        foreach (var element in elements)
            await WriteAsync(location, element).OffPool();
        _writer.WriteEndArray();
        _above.RemoveAt(_above.Count - 1);
    }

    private async ValueTask WritePartsAsync(Location location, object value, Func<object, List<(string Name, object? Value)>> split)
    {
        var copied = await location.CallAsync(null, (value, split), static state => (Result<List<(string Name, object? Value)>>)state.split(state.value)).OffPool();
        if (!copied.TryGet(out var parts))
        {
            JsonText.WriteError(_writer, copied.Failure.ToString());
            return;
        }

        _above.Add(value);
        _writer.WriteStartObject();
        foreach (var (name, part) in parts)
        {
            _writer.WritePropertyName(name);
            await WriteAsync(location, part).OffPool();
        }

        _writer.WriteEndObject();
        _above.RemoveAt(_above.Count - 1);
    }
}
