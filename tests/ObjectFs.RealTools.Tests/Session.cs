using System.Text;
using System.Text.RegularExpressions;

namespace ObjectFs.RealTools.Tests;

/// <summary>What a README shows of a shell: a program is started, then each line after "$ " is typed, and what it prints stands below. Goes on over all blocks until another program is started.</summary>
internal sealed partial class Session
{
    // columns are as wide as what is in them; a script's shell names the line, a person's does not; times, processes, users and where sockets lie are of the day
    private static readonly (Regex Pattern, string Instead)[] Passing =
        [(Blanks(), " "), (ScriptLine(), "bash: "), (Time(), "TIME"), (Process(), "$1N"), (Owner(), "$1 OWNER "), (Program(), "$1N"), (Sockets(), "")];

    private readonly List<(string Command, string Shown)> _steps = [];
    private readonly Match _start;

    private Session(Match start) => _start = start;

    /// <summary>The example that is started.</summary>
    public string Project => _start.Groups["project"].Value;

    /// <summary>What is given to it: its mount point, or nothing.</summary>
    public string Place => _start.Groups["place"].Value;

    /// <summary>What its environment is.</summary>
    public IEnumerable<(string Name, string Value)> Variables =>
        _start.Groups["variables"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static variable => variable.Split('=')).Select(static parts => (parts[0], parts[1]));

    /// <summary>All of one README.</summary>
    public static List<Session> In(string readme)
    {
        List<Session> sessions = [];
        var isConsole = false;
        foreach (var line in File.ReadLines(readme))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                isConsole = line == "```console";
            else if (!isConsole)
                continue;
            else if (Start().Match(line) is { Success: true } start)
                sessions.Add(new(start));
            else if (line.StartsWith("$ ", StringComparison.Ordinal))
                sessions[^1]._steps.Add((line[2..], ""));
            else
                sessions[^1]._steps[^1] = (sessions[^1]._steps[^1].Command, sessions[^1]._steps[^1].Shown + line + "\n");
        }

        return sessions;
    }

    /// <summary>Types it all into one shell, up to what is left to itself, which prints when it likes.</summary>
    /// <param name="prelude">What the shell is told first.</param>
    /// <param name="place">Stands for <see cref="Place"/>.</param>
    /// <param name="variables">What else its environment is.</param>
    /// <returns>What the README shows and what came, without what differs from day to day, and the programs that are not installed, whose commands are left out.</returns>
    public (string Shown, string Came, IReadOnlyList<string> Missing) Play(string prelude, string place, params (string Name, string Value)[] variables)
    {
        // ps shows whatever else runs on the machine
        var steps = _steps.TakeWhile(static step => !step.Command.EndsWith('&')).Where(static step => step.Command != "objectfs ps").ToList();
        var script = new StringBuilder($"exec 2>&1; {prelude}\n");
        foreach (var (command, _) in steps)
            script.Append("printf '\\x1e'\n").Append(Here(command, place)).Append('\n');
        var came = Tool.Run(script.ToString(), variables: variables).Output.Split('\x1e')[1..];
        Assert.Equal(steps.Count, came.Length);

        var missing = new SortedSet<string>(StringComparer.Ordinal);
        var (shown, all) = (new StringBuilder(), new StringBuilder());
        foreach (var ((command, expected), printed) in steps.Zip(came))
        {
            if (NotInstalled().Match(printed) is { Success: true } match)
            {
                missing.Add(match.Groups[1].Value);
                continue;
            }

            shown.Append("$ ").AppendLine(command).Append(Lasting(expected));
            all.Append("$ ").AppendLine(command).Append(Lasting(There(printed, place)));
        }

        return (shown.ToString(), all.ToString(), [.. missing]);
    }

    private string There(string printed, string place) => (Place.Length == 0 ? printed : printed.Replace(place, Place, StringComparison.Ordinal)).Replace("\r\n", "\n", StringComparison.Ordinal);

    private string Here(string command, string place) => Place.Length == 0 ? command : command.Replace(Place, place, StringComparison.Ordinal);

    private static string Lasting(string printed) => Passing.Aggregate(printed, static (text, each) => each.Pattern.Replace(text, each.Instead));

    [GeneratedRegex(@"^\$ (?<variables>(\w+=\S+ )*)dotnet run --project (?<project>\S+)( (?<place>\S+))? &$", RegexOptions.ExplicitCapture)]
    private static partial Regex Start();

    [GeneratedRegex(@"^\S*bash: line \d+: (\w+): command not found$", RegexOptions.Multiline)]
    private static partial Regex NotInstalled();

    // tree draws with blanks that do not break
    [GeneratedRegex("[ \u00A0]+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^\S*bash: line \d+: ", RegexOptions.Multiline)]
    private static partial Regex ScriptLine();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d\.\d+)?(Z|\+00:00)?|[A-Z][a-z]{2} \d\d? \d\d:\d\d")]
    private static partial Regex Time();

    [GeneratedRegex("((uid|pid)\"?[ :])\\d+")]
    private static partial Regex Process();

    [GeneratedRegex(@"^([-dl][-rwx]{9} \d+) \S+ \S+ (?=\d)", RegexOptions.Multiline)]
    private static partial Regex Owner();

    [GeneratedRegex(@"\b(Motor[- ])\d+( \w+(?= 9p))?")]
    private static partial Regex Program();

    [GeneratedRegex(@"(/[\w.-]+)+/(?=Motor-N\.9p)")]
    private static partial Regex Sockets();
}
