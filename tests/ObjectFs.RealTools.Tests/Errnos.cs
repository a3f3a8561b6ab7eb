namespace ObjectFs.RealTools.Tests;

/// <summary>The system's numbers in what .NET makes of them.</summary>
internal static class Errnos
{
    private const int Stale = 116;

    /// <summary>Whether what was looked at had gone, or gone elsewhere: ENOENT, ESTALE. Every other number is a mistake of the tree's.</summary>
    public static bool IsGone(IOException exception) => exception is FileNotFoundException or DirectoryNotFoundException || exception.HResult == Stale;
}
