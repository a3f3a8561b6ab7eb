using System.Text.Encodings.Web;
using System.Text.Json;

namespace ObjectFs.Cli.Output;

/// <summary>Writes one JSON document to a standard stream.</summary>
internal static class Json
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Terminal terminal, Action<Utf8JsonWriter> write)
    {
        terminal.Text.Flush();
        using (var writer = new Utf8JsonWriter(terminal.Bytes, Options))
            write(writer);
        terminal.Bytes.Write("\n"u8);
        terminal.Bytes.Flush();
    }

    /// <summary>A word for a kind of node.</summary>
    public static string Word(Tree.NodeKind kind) => kind switch
    {
        Tree.NodeKind.Directory => "directory",
        Tree.NodeKind.File => "file",
        Tree.NodeKind.Symlink => "symlink",
        _ => "unknown",
    };
}
