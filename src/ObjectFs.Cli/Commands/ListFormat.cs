using System.Globalization;
using ObjectFs.Cli.Output;
using ObjectFs.Tree;
using Spectre.Console;

namespace ObjectFs.Cli.Commands;

/// <summary>Entries for a person: in columns on a terminal, else one a line, or in the long format.</summary>
internal sealed class ListFormat(Terminal terminal, bool isLong)
{
    private bool _first = true;

    /// <summary>Writes one listing, under a heading where there are several.</summary>
    public void Write(IReadOnlyList<Listed> entries, string? heading)
    {
        if (heading is not null)
        {
            terminal.WriteLine($"{(_first ? "" : "\n")}{Printable.Name(heading, terminal)}:");
            _first = false;
        }

        if (isLong)
            WriteLong(entries);
        else if (terminal.IsTerminal)
            WriteColumns(entries);
        else
            WriteLines(entries);
    }

    /// <summary>Type and permission bits as <c>ls -l</c> has them.</summary>
    public static string Mode(NodeKind kind, int mode)
    {
        Span<char> text = stackalloc char[10];
        text[0] = kind switch { NodeKind.Directory => 'd', NodeKind.Symlink => 'l', _ => '-' };
        for (var i = 0; i < 9; i++)
            text[i + 1] = (mode & (0b100_000_000 >> i)) != 0 ? "rwx"[i % 3] : '-';
        return text.ToString();
    }

    private void WriteLines(IReadOnlyList<Listed> entries)
    {
        foreach (var entry in entries)
            terminal.WriteLine(entry.Name);
    }

    private void WriteColumns(IReadOnlyList<Listed> entries)
    {
        const int Gap = 2;
        if (entries.Count == 0)
            return;
        var names = entries.Select(static entry => Printable.Line(entry.Name)).ToArray();
        var width = names.Max(static name => name.GetCellWidth()) + Gap;
        var columns = Math.Max(1, (terminal.Width + Gap) / width);
        var rows = (names.Length + columns - 1) / columns;
        for (var row = 0; row < rows; row++)
        {
            for (var i = row; i < names.Length; i += rows)
            {
                terminal.Write(names[i], entries[i].Tone);
                if (i + rows < names.Length)
                    terminal.Text.Write(new string(' ', width - names[i].GetCellWidth()));
            }

            terminal.Text.WriteLine();
        }
    }

    private void WriteLong(IReadOnlyList<Listed> entries)
    {
        var sizes = entries.Select(static entry => entry.Attributes is { } known ? known.Size.ToString(CultureInfo.InvariantCulture) : "?").ToArray();
        var width = sizes.Length == 0 ? 0 : sizes.Max(static size => size.Length);
        for (var i = 0; i < sizes.Length; i++)
        {
            var entry = entries[i];
            var mode = entry.Attributes is { } known ? Mode(entry.Kind, known.Mode) : Mode(entry.Kind, 0)[..1] + "?????????";
            terminal.Text.Write($"{mode} {sizes[i].PadLeft(width)} {Time(entry.Attributes?.Modified ?? 0)} ");
            terminal.Write(Printable.Name(entry.Name, terminal), entry.Tone);
            terminal.Text.WriteLine(entry.LinkTarget is { } target ? $" -> {Printable.Name(target, terminal)}" : "");
        }
    }

    private static string Time(long nanoseconds) => nanoseconds == 0
        ? "               -"
        : DateTimeOffset.FromUnixTimeMilliseconds(nanoseconds / 1_000_000).ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
