using System.Text;
using System.Text.Json;
using ObjectFs.Cli.Walking;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Watching;

/// <summary>The instances of a type as a table: a row each, a column for each member that is a plain value.</summary>
internal sealed class Instances
{
    /// <summary>Rows of one table.</summary>
    public const int MostRows = 1000;

    private const int LongestObject = 1 << 20;
    private const int AtOnce = 16;

    public List<string> Columns { get; } = [];

    public List<(string Name, Dictionary<string, string> Values)> Rows { get; } = [];

    /// <summary>How many were left out.</summary>
    public int More { get; private set; }

    /// <summary>Looks at all instances in a directory.</summary>
    public static async Task<Result<Instances>> LookAsync(Node directory, CancellationToken cancellationToken)
    {
        var listing = await Listing.ReadAsync(directory, all: false, cancellationToken).ConfigureAwait(false);
        if (!listing.TryGet(out var entries))
            return listing.Failure;
        entries.RemoveAll(static entry => entry.Kind != NodeKind.Directory);
        entries.Sort(static (x, y) => x.Utf8.Length != y.Utf8.Length && IsNumber(x) && IsNumber(y) ? x.Utf8.Length - y.Utf8.Length : x.Utf8.AsSpan().SequenceCompareTo(y.Utf8));
        var instances = new Instances { More = Math.Max(0, entries.Count - MostRows) };
        var shown = entries.Take(MostRows).ToArray();
        var read = new JsonDocument?[shown.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, shown.Length, options, async (i, token) => read[i] = await ReadAsync(directory, shown[i], token).ConfigureAwait(false)).ConfigureAwait(false);
        for (var i = 0; i < shown.Length; i++)
        {
            using var json = read[i];
            if (json is { RootElement.ValueKind: JsonValueKind.Object })
                instances.Add(shown[i].Name, json.RootElement);
        }

        return instances;
    }

    // one that has gone in between, or cannot be shown, is left out
    private static async Task<JsonDocument?> ReadAsync(Node directory, Entry entry, CancellationToken cancellationToken)
    {
        var found = await directory.LookupAsync(entry.Utf8, cancellationToken).ConfigureAwait(false);
        if (!found.TryGet(out var instance))
            return null;
        var file = await instance.LookupAsync(".json"u8.ToArray(), cancellationToken).ConfigureAwait(false);
        if (!file.TryGet(out var json))
            return null;
        var read = await Content.ReadAllAsync(json, LongestObject, cancellationToken).ConfigureAwait(false);
        if (!read.TryGet(out var content))
            return null;
        try
        {
            return JsonDocument.Parse(content);
        }
        catch (JsonException)
        {
            // whatever it is, it is no object
            return null;
        }
    }

    private static bool IsNumber(Entry entry) => Array.TrueForAll(entry.Utf8, static each => each is >= (byte)'0' and <= (byte)'9');

    private void Add(string name, JsonElement instance)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in instance.EnumerateObject())
        {
            if (TextOf(member.Value) is not { } text)
                continue;
            values[member.Name] = text;
            if (!Columns.Contains(member.Name))
                Columns.Add(member.Name);
        }

        Rows.Add((name, values));
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null => "",
        JsonValueKind.Object when value.TryGetProperty("$ref", out var place) => place.GetString(),
        JsonValueKind.Object when value.TryGetProperty("$error", out _) => "!",
        JsonValueKind.Object or JsonValueKind.Array => null,
        _ => value.GetRawText(),
    };
}
