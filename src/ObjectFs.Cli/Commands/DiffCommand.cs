using System.CommandLine;
using ObjectFs.Cli.Comparing;
using ObjectFs.Cli.Output;
using ObjectFs.Cli.Targets;
using ObjectFs.Cli.Walking;

namespace ObjectFs.Cli.Commands;

/// <summary><c>objectfs diff</c>: what differs between two subtrees, of programs or of this machine. Ends with 1 where something does, as diff(1).</summary>
internal static class DiffCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var target = Parts.Target();
        var first = Parts.Operand(surroundings, target, "FIRST", "A path of a program, or of this machine where it begins with / or a dot.");
        var second = Parts.Operand(surroundings, target, "SECOND", "What to compare it with.");
        var all = new Option<bool>("--all", "-a") { Description = "Compare names that begin with a dot as well." };
        var json = Parts.Json();
        var command = new Command("diff", "What differs between two subtrees.") { first, second, target, all, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var complaints = new Complaints(surroundings);
            var connections = new Connections(surroundings.Targets);
            await using (connections.ConfigureAwait(false))
            {
                var one = await Side.OpenAsync(connections, parsed.GetValue(first)!, parsed.GetValue(target), writable: false, cancellationToken).ConfigureAwait(false);
                var other = await Side.OpenAsync(connections, parsed.GetValue(second)!, parsed.GetValue(target), writable: false, cancellationToken).ConfigureAwait(false);
                var comparison = new Comparison(
                    parsed.GetValue(all),
                    (path, isSecond, failure) => complaints.Say(CommandException.Refused(Whole(isSecond ? other : one, path), failure)));
                var left = await one.FindAsync(cancellationToken).ConfigureAwait(false);
                var right = await other.FindAsync(cancellationToken).ConfigureAwait(false);
                var differences = await comparison.RunAsync(left, right, cancellationToken).ConfigureAwait(false);
                if (parsed.GetValue(json))
                    WriteJson(surroundings.Output, differences);
                else
                    Write(surroundings.Output, differences);
                return differences.Count > 0 ? ExitCode.Refused : complaints.ExitCode;
            }
        });
        return command;
    }

    private static string Whole(Side side, string path) => path.Length == 0 ? side.Text : Walker.Join(side.Text, path);

    private static void Write(Terminal terminal, IReadOnlyList<Difference> differences)
    {
        foreach (var difference in differences)
        {
            var path = Printable.Line(difference.Path.Length == 0 ? "." : difference.Path);
            var (sign, tone, text) = difference.Kind switch
            {
                DifferenceKind.OnlyFirst => ("-", Tone.Removed, Value(difference.First)),
                DifferenceKind.OnlySecond => ("+", Tone.Added, Value(difference.Second)),
                DifferenceKind.NodeKind => ("~", Tone.Changed, $": a {difference.First} -> a {difference.Second}"),
                _ => ("~", Tone.Changed, $"{Value(difference.First)} -> {Printable.Line(difference.Second ?? "")}"),
            };
            terminal.WriteLine($"{sign} {path}{text}", tone);
        }
    }

    private static string Value(string? value) => value is null ? "" : $": {Printable.Line(value)}";

    private static void WriteJson(Terminal terminal, IReadOnlyList<Difference> differences) => Json.Write(terminal, writer =>
    {
        writer.WriteStartArray();
        foreach (var difference in differences)
        {
            writer.WriteStartObject();
            writer.WriteString("path", difference.Path);
            writer.WriteString("difference", Word(difference.Kind));
            if (difference.First is not null)
                writer.WriteString("first", difference.First);
            if (difference.Second is not null)
                writer.WriteString("second", difference.Second);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static string Word(DifferenceKind kind) => kind switch
    {
        DifferenceKind.OnlyFirst => "only-in-first",
        DifferenceKind.OnlySecond => "only-in-second",
        DifferenceKind.NodeKind => "kind",
        DifferenceKind.LinkTarget => "target",
        _ => "content",
    };
}
