using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ObjectFs.Objects.Shapes;
using ObjectFs.Objects.Values;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary>
/// Who changed what, a line of JSON each: <c>{"time":…,"uid":…,"pid":…,"what":"set","path":…,"old":…,"new":…,"outcome":"ok"}</c>. Whatever changes an object through the tree is noted here,
/// refusals as well. Long values are cut, what is no text is counted, and values of members whose names look like secrets are left out. Bounded. Thread-safe; noting allocates nothing.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The writer writes to memory, and has nothing to give back.")]
internal sealed class Audit
{
    /// <summary>Bytes of a value; more are cut.</summary>
    public const int MaxValue = 256;

    private const int MaxPath = 1024;
    private const int Capacity = 1 << 20;

    private static readonly JsonEncodedText Time = JsonEncodedText.Encode("time");
    private static readonly JsonEncodedText UserId = JsonEncodedText.Encode("uid");
    private static readonly JsonEncodedText ProcessId = JsonEncodedText.Encode("pid");
    private static readonly JsonEncodedText What = JsonEncodedText.Encode("what");
    private static readonly JsonEncodedText Place = JsonEncodedText.Encode("path");
    private static readonly JsonEncodedText Old = JsonEncodedText.Encode("old");
    private static readonly JsonEncodedText New = JsonEncodedText.Encode("new");
    private static readonly JsonEncodedText Outcome = JsonEncodedText.Encode("outcome");

    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _line = new(1024);
    private readonly Utf8JsonWriter _writer;

    public Audit(TimeProvider time)
    {
        _time = time;
        _writer = new Utf8JsonWriter(_line, JsonText.Options);
        Lines = new LineRing(Capacity, time);
    }

    /// <summary>What was noted.</summary>
    public LineRing Lines { get; }

    /// <summary>Notes a change of a member or a call, in words.</summary>
    /// <param name="location">What was changed.</param>
    /// <param name="caller">Who asked for it.</param>
    /// <param name="what"><c>set</c>, <c>call</c>, <c>add</c>, <c>remove</c> …</param>
    /// <param name="old">What was there, or null where that is not known.</param>
    /// <param name="value">What was written; the arguments of a call.</param>
    /// <param name="outcome"><see cref="Errno.None"/>, or why it was refused.</param>
    public void Note(Location location, Caller caller, string what, string? old, string value, Errno outcome) => Note(new AuditEntry
    {
        Caller = caller,
        What = Encoding.UTF8.GetBytes(what),
        Path = PathOf(location),
        KnowsOld = old is not null,
        Old = ContentOf(old ?? ""),
        New = ContentOf(value),
        IsSecret = IsSecret(location),
        Outcome = outcome,
    });

    /// <summary>Notes a call, and what comes, goes or gets another name.</summary>
    /// <param name="path">What it happened to, from the root, without a slash in front.</param>
    /// <param name="caller">Who asked for it.</param>
    /// <param name="what"><c>call</c>, <c>add</c>, <c>remove</c>, <c>rename</c>, <c>make</c> …</param>
    /// <param name="value">The arguments of a call, the new value or name; empty where there is none.</param>
    /// <param name="isSecret">Whether that is to be kept out.</param>
    /// <param name="outcome"><see cref="Errno.None"/>, or why it was refused.</param>
    public void Note(string path, Caller caller, string what, ReadOnlySpan<byte> value, bool isSecret, Errno outcome) => Note(new AuditEntry
    {
        Caller = caller,
        What = Encoding.UTF8.GetBytes(what),
        Path = Encoding.UTF8.GetBytes($"/{path}"),
        New = value,
        LacksNew = value.IsEmpty,
        IsSecret = isSecret,
        Outcome = outcome,
    });

    /// <summary>Notes a change.</summary>
    public void Note(in AuditEntry entry)
    {
        lock (_gate)
        {
            _line.ResetWrittenCount();
            _writer.Reset();
            _writer.WriteStartObject();
            _writer.WriteString(Time, _time.GetUtcNow().UtcDateTime);
            if (entry.Caller.UserId != Caller.Unknown)
                _writer.WriteNumber(UserId, entry.Caller.UserId);
            _writer.WriteNumber(ProcessId, entry.Caller.ProcessId);
            _writer.WriteString(What, entry.What);
            _writer.WriteString(Place, Cut(entry.Path, MaxPath));
            if (!entry.IsSecret)
            {
                if (entry.KnowsOld)
                    WriteContent(Old, entry.Old);
                if (!entry.LacksNew)
                    WriteContent(New, entry.New);
            }

            if (entry.Outcome == Errno.None)
                _writer.WriteString(Outcome, "ok"u8);
            else
                _writer.WriteString(Outcome, Enum.GetName(entry.Outcome));
            _writer.WriteEndObject();
            _writer.Flush();
            _line.Write("\n"u8);
            Lines.Append(_line.WrittenSpan);
        }
    }

    /// <summary>The path of a location, as entries have it.</summary>
    public static byte[] PathOf(Location location) => Encoding.UTF8.GetBytes($"/{location.Host.KnownPath}{location.Path}");

    /// <summary>Whether the values of a location are to be kept out.</summary>
    public static bool IsSecret(Location location)
    {
        // what lies below a secret is one as well
        for (var at = location; at.Owner is { } owner; at = owner)
        {
            if (Secrets.IsSecret(at.Member?.Name ?? at.FileName))
                return true;
        }

        return false;
    }

    /// <summary>A value as the content of its file, as far as the audit will show it; null where it is no value of a file.</summary>
    public static ReadOnlyMemory<byte>? ContentOf(object? value) => value switch
    {
        null => ReadOnlyMemory<byte>.Empty,
        string text => ContentOf(text),
        byte[] bytes => bytes.AsSpan(0, Math.Min(bytes.Length, MaxValue + 1)).ToArray(),
        Memory<byte> memory => memory[..Math.Min(memory.Length, MaxValue + 1)].ToArray(),
        ReadOnlyMemory<byte> memory => memory[..Math.Min(memory.Length, MaxValue + 1)].ToArray(),
        // without its type the null would be one of an array, which converts to empty memory
        _ => Forms.OfRuntime(value.GetType()) == Form.Scalar ? ValueText.Render(value) : (ReadOnlyMemory<byte>?)null,
    };

    // a text of so many characters has more bytes than are shown
    private static byte[] ContentOf(string text) => Encoding.UTF8.GetBytes(text.Length > MaxValue ? text[..(MaxValue + 1)] : text + "\n");

    private void WriteContent(JsonEncodedText name, ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
        {
            _writer.WriteNull(name);
            return;
        }

        var text = Utf8Text.TakeNewline(content);
        Span<byte> shown = stackalloc byte[MaxValue + 8];
        var cut = Cut(text, MaxValue);
        if (!Utf8.IsValid(cut))
        {
            Utf8Formatter.TryFormat(content.Length, shown, out var digits);
            " bytes"u8.CopyTo(shown[digits..]);
            _writer.WriteString(name, shown[..(digits + 6)]);
        }
        else if (cut.Length < text.Length)
        {
            cut.CopyTo(shown);
            "…"u8.CopyTo(shown[cut.Length..]);
            _writer.WriteString(name, shown[..(cut.Length + 3)]);
        }
        else
        {
            _writer.WriteString(name, cut);
        }
    }

    // never within a character
    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text, int most)
    {
        if (text.Length <= most)
            return text;
        while (most > 0 && (text[most] & 0xC0) == 0x80)
            most--;
        return text[..most];
    }
}
