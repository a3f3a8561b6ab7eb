namespace ObjectFs.WinFsp.Fake;

/// <summary>What the driver asks of a path before the file system hears of it.</summary>
internal static class DrivePaths
{
    private const int MaxPath = 1023;
    private const int MaxComponent = 255;

    public static NtStatus Check(string path)
    {
        if (path is not ['\\', ..] || path.Length > MaxPath || path.Contains(@"\\", StringComparison.Ordinal))
            return NtStatus.ObjectNameInvalid;
        foreach (var part in path.Split('\\'))
        {
            if (part.Length > MaxComponent || part.Any(static character => character < ' ' || "\"*/<>?|:".Contains(character, StringComparison.Ordinal)))
                return NtStatus.ObjectNameInvalid;
        }

        return NtStatus.Success;
    }

    public static string Parent(string path) => path.LastIndexOf('\\') is var slash and > 0 ? path[..slash] : @"\";
}
