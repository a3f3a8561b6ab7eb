using System.Text.RegularExpressions;

namespace ObjectFs.Cli.Targets;

/// <summary>Finds the programs that are mounted on a directory (proc(5), mountinfo).</summary>
internal static partial class MountScan
{
    /// <summary>What the source of a mount begins with that <c>objectfs mount</c> made; the target follows.</summary>
    public const string SourcePrefix = "9p:";

    private const string Table = "/proc/self/mountinfo";
    private const string OwnType = "fuse.objectfs";

    public static IReadOnlyList<ExportedProgram> Run() => File.Exists(Table) ? [.. Parse(File.ReadLines(Table)).DistinctBy(static program => program.Address)] : [];

    /// <summary>The lines of our own type. The program is known where the mount point is one that it chose itself, <c>…/name-pid</c>, or its source says who it is.</summary>
    public static IEnumerable<ExportedProgram> Parse(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            // id parent major:minor root point options [tags…] - type source superoptions
            var fields = line.Split(' ');
            var dash = Array.IndexOf(fields, "-");
            if (dash < 6 || fields.Length < dash + 4 || fields[dash + 1] != OwnType)
                continue;

            var point = Unescape(fields[4]);
            var user = UserOption().Match(fields[dash + 3]) is { Success: true } match && uint.TryParse(match.ValueSpan["user_id=".Length..], out var id) ? id : (uint?)null;
            if (OwnPlace().Match(point) is { Success: true } own && ExportedProgram.TrySplit(own.Groups[1].Value, out var name, out var processId))
                yield return new ExportedProgram(name, processId, user, ExportedProgram.Fuse, point, Directory.Exists($"/proc/{processId}"));
            else if (Unescape(fields[dash + 2]) is var source && source.StartsWith(SourcePrefix, StringComparison.Ordinal))
                yield return new ExportedProgram(source[SourcePrefix.Length..], 0, user, ExportedProgram.Mounted, point, IsAlive: true);
            else
                yield return new ExportedProgram(source, 0, user, ExportedProgram.Fuse, point, IsAlive: true);
        }
    }

    // the kernel writes blank, tab, newline and backslash as \ and three octal digits
    private static string Unescape(string field) => OctalEscape().Replace(field, static match => ((char)Convert.ToInt32(match.Groups[1].Value, 8)).ToString());

    [GeneratedRegex(@"\\([0-7]{3})")]
    private static partial Regex OctalEscape();

    [GeneratedRegex("user_id=[0-9]+")]
    private static partial Regex UserOption();

    // $XDG_RUNTIME_DIR/objectfs/name-pid, or a temporary directory objectfs-name-pid-random
    [GeneratedRegex("(?:/objectfs/|/objectfs-)([^/]+-[0-9]+)(?:-[^/-]+)?$")]
    private static partial Regex OwnPlace();
}
