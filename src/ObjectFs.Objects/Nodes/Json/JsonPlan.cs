using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Json;

/// <summary>
/// What a JSON object changes in an object: found out, parsed and checked as a whole before the first setter runs. What is given as <c>.json</c> prints it is left alone: its setter
/// does not run, and it may be read-only. So whatever was read can be written back. Used once, in one call under the policy of the host. Partials by concern.
/// </summary>
internal sealed partial class JsonPlan
{
    private const string If = "$if";

    private readonly Location _location;
    private readonly ReadOnlyMemory<byte> _text;
    private readonly List<JsonStep> _steps = [];

    // the objects on the way to the one at hand, as the rendering counts them
    private readonly List<object> _above = [];

    // whether what differs is refused rather than set
    private bool _compares;

    // where planning is, for whatever throws
    private Location _place;
    private JsonElement _element;

    private JsonPlan(Location location, ReadOnlyMemory<byte> text)
    {
        _location = location;
        _place = location;
        _text = text;
    }

    /// <summary>Whether a text names anything that looks like a secret, at any depth; one that cannot be read may.</summary>
    public static bool NamesSecret(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && Secrets.IsSecret(reader.GetString()!))
                    return true;
            }

            return false;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // no JSON, or a name that is no text
            return true;
        }
    }

    /// <summary>Sets what the text names. Runs user code under the policy of the host.</summary>
    /// <param name="location">Where the object is.</param>
    /// <param name="text">A whole JSON object.</param>
    /// <param name="deadline">When the writer is told ETIMEDOUT (<see cref="Environment.TickCount64"/>): nothing is set after that.</param>
    public static Result<int> Set(Location location, ReadOnlyMemory<byte> text, long deadline)
    {
        var plan = new JsonPlan(location, text);
        using var document = Parse(text);
        plan._element = document.RootElement;
        try
        {
            plan.Prepare(document.RootElement);
        }
        catch (Exception exception)
        {
            // a getter, a parser or a check of the program's, or a refusal of ours: either way nothing has been set, and the sentence says where
            throw new RefusalException(plan.Placed(Refusal.From(exception)), exception is RefusalException ? null : exception);
        }

        if (Environment.TickCount64 >= deadline)
            throw new RefusalException(Errno.ETIMEDOUT, "reading what is there took too long; nothing was set");
        plan.Apply();
        return 0;
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> text)
    {
        if (!Utf8.IsValid(text.Span))
            throw new RefusalException(Errno.EILSEQ, "the JSON is not UTF-8 text");
        try
        {
            return JsonDocument.Parse(text, JsonPosition.DocumentOptions);
        }
        catch (JsonException exception)
        {
            throw new RefusalException(JsonPosition.Malformed(exception));
        }
    }

    private void Prepare(JsonElement root)
    {
        var value = _location.Read() ?? throw new RefusalException(Errno.ESTALE, "it is null now");
        foreach (var (name, condition) in Properties(root))
        {
            if (name != If)
                continue;
            At(_location, condition);
            if (condition.ValueKind != JsonValueKind.Object)
                throw new RefusalException(Errno.EINVAL, "$if is an object that names members and what they are expected to be");
            _compares = true;
            ChangeMembers(_location, value, condition);
            _compares = false;
        }

        var target = value.GetType().IsValueType ? RuntimeHelpers.GetObjectValue(value) : value;
        if (!ChangeMembers(_location, target, root))
            return;
        At(_location, root);
        if (!_location.CanWrite)
            throw new RefusalException(Errno.EACCES, "it is a copy: what holds it cannot be written");
        _steps.Add(new(Sentenced(_location), () => _location.Write(target), () => _location.Write(value)));
    }

    /// <summary>Plans what an object's members are to be; those of a struct are set in its box at once.</summary>
    /// <returns>Whether the box was changed.</returns>
    private bool ChangeMembers(Location location, object value, JsonElement given)
    {
        var isStruct = value.GetType().IsValueType;
        var changed = false;
        var shape = _location.Host.ShapeOf(value);
        _above.Add(value);
        foreach (var (name, element) in Properties(given))
        {
            if (name == If && _above.Count == 1 && !_compares)
                continue;
            At(location, element);
            var member = shape.Find(Encoding.UTF8.GetBytes(name)) ?? throw new RefusalException(Errno.EINVAL, $"there is no member {Values.Refused.Quote(Encoding.UTF8.GetBytes(name))}");
            if (!IsRemark(element))
                changed |= ChangeMember(new MemberLocation(location, member, isStruct), member, value, element);
        }

        _above.RemoveAt(_above.Count - 1);
        return changed;
    }

    private bool ChangeMember(MemberLocation place, Member member, object owner, JsonElement element)
    {
        At(place, element);
        if (_compares && !member.IsReadable)
            throw new RefusalException(Errno.EACCES, "its mode does not let it be read");
        var isKnown = TryRead(member, owner, out var current);
        if (!TryChange(place, current, element, out var wanted))
        {
            if (isKnown || element.ValueKind != JsonValueKind.Null)
                return false;
            if (!place.AllowsNull)
                throw new RefusalException(Errno.EINVAL, "it cannot be null");
        }

        At(place, element);
        Permit(place, current, element);
        member.Validate(owner, wanted);
        if (!owner.GetType().IsValueType)
        {
            _steps.Add(new(Sentenced(place), () => member.Accessor.WriteObject(owner, wanted), isKnown ? () => member.Accessor.WriteObject(owner, current) : null));
            return false;
        }

        member.Accessor.WriteObject(owner, wanted);
        return true;
    }

    // what cannot be read can be set all the same
    private static bool TryRead(Member member, object owner, out object? value)
    {
        try
        {
            value = member.Accessor.ReadObject(owner);
            return true;
        }
        catch (Exception)
        {
            // a getter of the program's that throws costs the way back, and nothing else
            value = null;
            return false;
        }
    }

    // what differs is refused: by a comparison, and where it cannot be written
    private void Permit(Location place, object? current, JsonElement element)
    {
        if (_compares)
            throw Moved(place, current, element);
        if (!place.CanWrite)
            throw new RefusalException(Errno.EACCES, place.Member is { IsReadable: false } ? "it is read-only" : $"it is read-only, and {Printed(place, current)} is there");
        if ((place.Mode & 0x80) == 0)
            throw new RefusalException(Errno.EACCES, "its mode does not let it be written");
    }

    private RefusalException Moved(Location place, object? current, JsonElement element) =>
        new(Errno.ESTALE, $"{Shortened(element.GetRawText())} was expected, and {Printed(place, current)} is there; nothing was set");

    private void At(Location place, JsonElement element)
    {
        _place = place;
        _element = element;
    }
}
