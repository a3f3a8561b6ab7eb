using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ObjectFs.Cli.Walking;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Watching;

/// <summary>A member that is watched: what it is now, and what comes of it.</summary>
/// <param name="path">As it was written.</param>
/// <param name="file">The member itself.</param>
/// <param name="stream">What it is watched by.</param>
internal sealed class Watched(string path, Node file, Handle stream)
{
    private const int LongestValue = 64 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Path => path;

    /// <summary>What was last seen.</summary>
    public string Value { get; private set; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset Time { get; private set; }

    public Sparkline Sparkline { get; } = new();

    /// <summary>Opens what a member is watched by, then takes the value that it has.</summary>
    /// <param name="tree">The program's.</param>
    /// <param name="path">Where in it.</param>
    /// <param name="text">As it was written.</param>
    /// <param name="cancellationToken">Nobody wants it any more.</param>
    public static async Task<Watched> OpenAsync(Node tree, string path, string text, CancellationToken cancellationToken)
    {
        var (parent, name) = Walker.Split(path);
        var member = await Walker.FindAsync(tree, path, followLast: true, cancellationToken).ConfigureAwait(false);
        if (!member.TryGet(out var file))
            throw CommandException.Refused(text, member.Failure);

        // an object is watched whole, a collection as the member that it is
        var streamPath = file.Kind == NodeKind.Directory ? Walker.Join(path, ".watch/all") : $"{parent}.watch/{name}";
        var found = await Walker.FindAsync(tree, streamPath, followLast: true, cancellationToken).ConfigureAwait(false);
        if (!found.Succeeded && file.Kind == NodeKind.Directory && name.Length > 0)
            found = await Walker.FindAsync(tree, $"{parent}.watch/{name}", followLast: true, cancellationToken).ConfigureAwait(false);
        if (!found.TryGet(out var stream))
            throw CommandException.Refused($"{text} cannot be watched: there is no {streamPath} in that program.");
        var opened = await stream.OpenAsync(OpenFlags.Read, Caller.Self, cancellationToken).ConfigureAwait(false);
        if (!opened.TryGet(out var handle))
            throw CommandException.Refused(text, await Content.ExplainAsync(stream, opened.Failure, cancellationToken).ConfigureAwait(false));
        var watched = new Watched(text, file, handle);
        await watched.TakeFirstAsync(cancellationToken).ConfigureAwait(false);
        return watched;
    }

    /// <summary>Reads until the object is gone, or nobody wants more.</summary>
    public ValueTask<Result> RunAsync(Action changed, CancellationToken cancellationToken) => LineReader.ReadAsync(
        stream,
        line =>
        {
            Take(Encoding.UTF8.GetString(line.Span));
            changed();
        },
        cancellationToken);

    public ValueTask CloseAsync() => stream.CloseAsync();

    /// <summary>One line for a script: time, path and value; what is JSON already stands as it is.</summary>
    public string ToJson()
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("time", Time);
            writer.WriteString("path", path);
            writer.WritePropertyName("value");
            if (IsJson(Value))
                writer.WriteRawValue(Value);
            else
                writer.WriteStringValue(Value);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    public string Clock => Time.ToLocalTime().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    // of a stream of events, which has no value yet, nothing
    private async Task TakeFirstAsync(CancellationToken cancellationToken)
    {
        Time = TimeProvider.System.GetUtcNow();
        if (file.Kind != NodeKind.File)
            return;
        var read = await Content.ReadAllAsync(file, LongestValue, cancellationToken).ConfigureAwait(false);
        if (read.TryGet(out var content))
            Take(Encoding.UTF8.GetString(content).TrimEnd('\n').Split('\n')[^1]);
    }

    private void Take(string value)
    {
        Value = value;
        Time = TimeProvider.System.GetUtcNow();
        Sparkline.Add(value);
    }

    private static bool IsJson(string value)
    {
        try
        {
            using var parsed = JsonDocument.Parse(value);
            return true;
        }
        catch (JsonException)
        {
            // a text, then
            return false;
        }
    }
}
