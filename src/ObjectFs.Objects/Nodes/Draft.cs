using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>
/// Text in the making. It is made under the policy of a class, where nobody waits for the names of other objects: finding one out may run code of the program. Those that are not known
/// there are filled in afterwards. Used by one thread at a time.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The writer writes to memory, and has nothing to give back.")]
internal sealed class Draft
{
    // what stands in the place of a reference until its path is known
    private const int Gap = 2;

    private readonly ArrayBufferWriter<byte> _text = new(256);
    private List<(int At, ObjectId Id)>? _unnamed;
    private int _start;

    public Draft(ObjectRegistry registry)
    {
        Registry = registry;
        Writer = new Utf8JsonWriter(_text, JsonText.Options);
    }

    /// <summary>Knows which objects have places of their own.</summary>
    public ObjectRegistry Registry { get; }

    /// <summary>Writes one value of JSON, until <see cref="EndValue"/>.</summary>
    public Utf8JsonWriter Writer { get; }

    /// <summary>How long it is, without the value that is being written.</summary>
    public int Length => _text.WrittenCount;

    /// <summary>The text, where it refers to nothing whose path has to be found out.</summary>
    public ReadOnlyMemory<byte> Text => _unnamed is null ? _text.WrittenMemory : throw new InvalidOperationException("There are references in it whose paths are not known yet.");

    /// <summary>Adds a value.</summary>
    public void Add(object? value)
    {
        JsonText.Write(this, value, []);
        EndValue();
    }

    /// <summary>Adds text as it is.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        _text.Write(text);
        _start = _text.WrittenCount;
    }

    /// <summary>Adds another whole text.</summary>
    public void Add(Draft other)
    {
        foreach (var (at, id) in other._unnamed ?? [])
            (_unnamed ??= []).Add((_start + at, id));
        Add(other._text.WrittenSpan);
    }

    /// <summary>The value is whole; another may begin.</summary>
    public void EndValue()
    {
        Writer.Flush();
        Writer.Reset();
        _start = _text.WrittenCount;
    }

    /// <summary>Writes a reference to an object that has a place of its own.</summary>
    public void WriteReference(ObjectId id)
    {
        if (Registry.TryGetPath(id, out var path))
        {
            JsonText.WriteReference(Writer, $"/{path}");
            return;
        }

        Writer.WriteStartObject();
        (_unnamed ??= []).Add(((int)(_start + Writer.BytesCommitted + Writer.BytesPending) - 1, id));
        Writer.WriteEndObject();
    }

    /// <summary>The whole text. Completes at once unless names have to be found out, which may run code of the program.</summary>
    public ValueTask<ReadOnlyMemory<byte>> FinishAsync() => _unnamed is null ? new(_text.WrittenMemory) : FillAsync(_unnamed);

    private async ValueTask<ReadOnlyMemory<byte>> FillAsync(List<(int At, ObjectId Id)> unnamed)
    {
        var filled = new ArrayBufferWriter<byte>(_text.WrittenCount + (unnamed.Count * 64));
        var writer = new Utf8JsonWriter(filled, JsonText.Options);
        using (writer)
        {
            var done = 0;
            foreach (var (at, id) in unnamed)
            {
                filled.Write(_text.WrittenSpan[done..at]);
                done = at + Gap;
                if (await Registry.PathOfAsync(id).OffPool() is { } path)
                    JsonText.WriteReference(writer, $"/{path}");
                else
                    JsonText.WriteError(writer, "it has left the tree just now");
                writer.Flush();
                writer.Reset();
            }

            filled.Write(_text.WrittenSpan[done..]);
        }

        return filled.WrittenMemory;
    }
}
