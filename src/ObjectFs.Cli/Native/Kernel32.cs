using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace ObjectFs.Cli.Native;

/// <summary>The consoles of Windows: consoleapi.h, processenv.h.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class Kernel32
{
    private const uint VirtualTerminalProcessing = 4;

    public const int StandardOutput = -11;
    public const int StandardError = -12;

    /// <summary>Has a console understand colours and the like, as terminals do by themselves.</summary>
    /// <param name="stream">Which of the standard streams.</param>
    /// <returns>Whether it does.</returns>
    public static bool TryUnderstandEscapes(int stream)
    {
        uint mode;
        var console = GetStdHandle(stream);
        return GetConsoleMode(console, &mode) != 0 && SetConsoleMode(console, mode | VirtualTerminalProcessing) != 0;
    }

    [LibraryImport("kernel32")]
    private static partial nint GetStdHandle(int stream);

    [LibraryImport("kernel32")]
    private static partial int GetConsoleMode(nint console, uint* mode);

    [LibraryImport("kernel32")]
    private static partial int SetConsoleMode(nint console, uint mode);
}
