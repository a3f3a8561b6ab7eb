using System.Globalization;

namespace ObjectFs.Cli.Targets;

/// <summary>A program that exports here, or left its socket or mount behind.</summary>
/// <param name="Name">The program's name.</param>
/// <param name="ProcessId">Its process, or 0 where it is not known.</param>
/// <param name="UserId">Whose it is, or null where it is not known.</param>
/// <param name="Gateway"><c>9p</c>, <c>fuse</c> or <c>mount</c>.</param>
/// <param name="Address">The socket, or the directory it is mounted on.</param>
/// <param name="IsAlive">Whether somebody answers there.</param>
internal sealed record ExportedProgram(string Name, int ProcessId, uint? UserId, string Gateway, string Address, bool IsAlive)
{
    public const string NineP = "9p";
    public const string Fuse = "fuse";

    /// <summary>Not the program itself, but what <c>objectfs mount</c> shows of it.</summary>
    public const string Mounted = "mount";

    /// <summary><c>name-pid</c>, which tells programs of one name apart.</summary>
    public string FullName => ProcessId == 0 ? Name : string.Create(CultureInfo.InvariantCulture, $"{Name}-{ProcessId}");

    /// <summary>Takes <c>name-pid</c> apart; false where the text is none.</summary>
    public static bool TrySplit(string fullName, out string name, out int processId)
    {
        var dash = fullName.LastIndexOf('-');
        name = dash > 0 ? fullName[..dash] : "";
        processId = 0;
        return dash > 0 && int.TryParse(fullName.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out processId) && processId > 0;
    }
}
