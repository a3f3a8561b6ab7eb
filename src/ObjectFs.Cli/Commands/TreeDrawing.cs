using System.Text.Json;
using ObjectFs.Cli.Output;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Commands;

/// <summary>Draws a tree as tree(1) does, or writes it as JSON.</summary>
internal static class TreeDrawing
{
    public static void Write(Terminal terminal, Branch root)
    {
        WriteName(terminal, root);
        var (directories, files) = WriteBelow(terminal, root, "");
        terminal.WriteLine($"\n{Count(directories, "directory", "directories")}, {Count(files, "file", "files")}");
    }

    public static void WriteJson(Terminal terminal, Branch root) => Json.Write(terminal, writer => WriteJson(writer, root));

    private static (int Directories, int Files) WriteBelow(Terminal terminal, Branch branch, string indent)
    {
        var (directories, files) = (0, 0);
        for (var i = 0; i < branch.Children.Count; i++)
        {
            var child = branch.Children[i];
            var last = i == branch.Children.Count - 1;
            terminal.Write(indent + (last ? "└── " : "├── "), Tone.Faint);
            WriteName(terminal, child);
            var below = WriteBelow(terminal, child, indent + (last ? "    " : "│   "));
            directories += below.Directories + (child.Kind == NodeKind.Directory ? 1 : 0);
            files += below.Files + (child.Kind == NodeKind.Directory ? 0 : 1);
        }

        return (directories, files);
    }

    private static void WriteName(Terminal terminal, Branch branch)
    {
        terminal.Write(Printable.Line(branch.Name), branch.Kind switch { NodeKind.Directory => Tone.Directory, NodeKind.Symlink => Tone.Link, _ => Tone.Plain });
        if (branch.LinkTarget is { } target)
            terminal.Text.Write($" -> {Printable.Line(target)}");
        if (branch.Refusal is { } refusal)
            terminal.Write($"  [{Printable.Line(Sentences.Of(refusal))}]", Tone.Bad);
        terminal.Text.WriteLine();
    }

    private static void WriteJson(Utf8JsonWriter writer, Branch branch)
    {
        writer.WriteStartObject();
        writer.WriteString("name", branch.Name);
        writer.WriteString("kind", Json.Word(branch.Kind));
        if (branch.LinkTarget is { } target)
            writer.WriteString("target", target);
        if (branch.Refusal is { } refusal)
            writer.WriteString("error", refusal.Errno.ToString());
        if (branch.Kind == NodeKind.Directory)
        {
            writer.WriteStartArray("children");
            foreach (var child in branch.Children)
                WriteJson(writer, child);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static string Count(int number, string one, string many) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many)}");
}
