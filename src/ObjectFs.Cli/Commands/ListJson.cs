using System.Globalization;
using System.Text.Json;
using ObjectFs.Cli.Output;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Commands;

/// <summary>Entries for a script.</summary>
internal static class ListJson
{
    public static void Write(Terminal terminal, IReadOnlyList<Listed> entries) => Json.Write(terminal, writer =>
    {
        writer.WriteStartArray();
        foreach (var entry in entries)
            Write(writer, entry);
        writer.WriteEndArray();
    });

    private static string Time(long nanoseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(nanoseconds / 1_000_000).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter writer, Listed entry)
    {
        writer.WriteStartObject();
        writer.WriteString("name", entry.Name);
        writer.WriteString("path", entry.Path);
        writer.WriteString("kind", Json.Word(entry.Kind));
        if (entry.Attributes is { } known)
        {
            writer.WriteString("mode", Convert.ToString(known.Mode, 8).PadLeft(4, '0'));
            writer.WriteNumber("size", known.Size);
            if (known.Modified != 0)
                writer.WriteString("modified", Time(known.Modified));
            writer.WriteNumber("inode", known.Inode);
            if (known.UserId != Caller.Unknown)
                writer.WriteNumber("uid", known.UserId);
            if (known.GroupId != Caller.Unknown)
                writer.WriteNumber("gid", known.GroupId);
        }

        if (entry.LinkTarget is { } target)
            writer.WriteString("target", target);
        if (entry.Refusal is { } refusal)
        {
            writer.WriteString("error", refusal.Errno.ToString());
            writer.WriteString("sentence", Sentences.Of(refusal));
        }

        writer.WriteEndObject();
    }
}
