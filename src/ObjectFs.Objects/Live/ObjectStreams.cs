using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using ObjectFs.Objects.Nodes;
using ObjectFs.Objects.Shapes;

namespace ObjectFs.Objects.Live;

/// <summary>What is watched of one directory of an object: its members, its events, and those who want to hear of all. Keeps the directory's node, so that what setters tell finds it, and no object. Thread-safe.</summary>
internal sealed class ObjectStreams(ObjectDirectory directory)
{
    private static readonly JsonEncodedText Time = JsonEncodedText.Encode("time");
    private static readonly JsonEncodedText MemberName = JsonEncodedText.Encode("member");
    private static readonly JsonEncodedText Value = JsonEncodedText.Encode("value");
    private static readonly JsonEncodedText Error = JsonEncodedText.Encode("error");

    private readonly Lock _gate = new();
    private readonly Dictionary<Member, ValueSource> _values = [];
    private readonly Dictionary<Member, LineSource> _lines = [];
    private ImmutableArray<LineInbox> _all = [];

    public Host Host => directory.Location.Host;

    public ObjectRegistry Registry => Host.Registry;

    /// <summary>The source of a member that is a value.</summary>
    public ValueSource ValueOf(MemberLocation location)
    {
        lock (_gate)
        {
            if (!_values.TryGetValue(location.Member, out var source))
                _values.Add(location.Member, source = new ValueSource(this, location));
            return source;
        }
    }

    /// <summary>The source of a member that is a stream of events.</summary>
    public LineSource LinesOf(MemberLocation location)
    {
        lock (_gate)
        {
            if (!_lines.TryGetValue(location.Member, out var source))
                _lines.Add(location.Member, source = new LineSource(this, location));
            return source;
        }
    }

    /// <summary>The same, where anybody ever read it.</summary>
    public LineSource? KnownLinesOf(Member member)
    {
        lock (_gate)
            return _lines.GetValueOrDefault(member);
    }

    /// <summary>A woven setter has told. On the thread of the feed.</summary>
    public void Tell(in Change change)
    {
        List<ValueSource>? told = null;
        lock (_gate)
        {
            foreach (var (member, source) in _values)
            {
                if (member.Accessor.NotifyBit == change.Bit && member.Accessor.DeclaringType == change.Level)
                    (told ??= []).Add(source);
            }
        }

        told?.ForEach(static source => source.Tell());
    }

    public void Add(LineInbox all) => ImmutableInterlocked.Update(ref _all, static (inboxes, one) => inboxes.Add(one), all);

    public void Remove(LineInbox all) => ImmutableInterlocked.Update(ref _all, static (inboxes, one) => inboxes.Remove(one), all);

    /// <summary>A member is another: those who hear of all are told.</summary>
    public void TellAll(Member member, Observation seen)
    {
        if (seen.Failure is { } failure)
            TellAll(Line(Registry.TimeProvider.GetUtcNow(), member, default, failure.ToString()));
        else if (seen.Json is { } json)
            TellAll(Line(Registry.TimeProvider.GetUtcNow(), member, json, null));
    }

    /// <summary>An event has happened: those who hear of all are told.</summary>
    /// <param name="time">When.</param>
    /// <param name="member">Where.</param>
    /// <param name="json">What.</param>
    public void TellAll(DateTimeOffset time, Member member, ReadOnlyMemory<byte> json)
    {
        if (!_all.IsEmpty)
            TellAll(Line(time, member, json, null));
    }

    /// <summary>Events were lost before they became lines.</summary>
    public void DropAll(long count)
    {
        foreach (var inbox in _all)
            inbox.Drop(count);
    }

    /// <summary>One line of JSON.</summary>
    /// <param name="time">When it happened.</param>
    /// <param name="member">Where, unless the file says it.</param>
    /// <param name="json">The value; empty with an error.</param>
    /// <param name="error">Why there is no value, else null.</param>
    public static ReadOnlyMemory<byte> Line(DateTimeOffset time, Member? member, ReadOnlyMemory<byte> json, string? error)
    {
        var content = new ArrayBufferWriter<byte>(json.Length + 96);
        using (var writer = new Utf8JsonWriter(content, JsonText.Options))
        {
            writer.WriteStartObject();
            writer.WriteString(Time, time);
            if (member is not null)
                writer.WriteString(MemberName, member.FileName);
            if (error is null)
            {
                writer.WritePropertyName(Value);
                writer.WriteRawValue(json.Span, skipInputValidation: true);
            }
            else
            {
                writer.WriteString(Error, error);
            }

            writer.WriteEndObject();
        }

        content.Write("\n"u8);
        return content.WrittenMemory;
    }

    private void TellAll(ReadOnlyMemory<byte> line)
    {
        foreach (var inbox in _all)
            inbox.Add(line);
    }
}
