using System.Runtime.InteropServices;
using Microsoft.Win32;

namespace ObjectFs.WinFsp;

/// <summary>Where WinFsp's DLL is: never found by its bare name, which anybody could plant a file under.</summary>
internal static class WinFspLocation
{
    private const string Key = @"SOFTWARE\WinFsp";

    /// <exception cref="WinFspException">It is not there.</exception>
    public static nint Load(string? path)
    {
        List<string> tried = [];
        foreach (var candidate in path is null ? Candidates() : [Path.GetFullPath(path)])
        {
            if (NativeLibrary.TryLoad(candidate, out var module))
                return module;
            tried.Add(candidate);
        }

        throw WinFspException.NotInstalled(tried);
    }

    private static string FileName => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.Arm64 => "winfsp-a64.dll",
        Architecture.X86 => "winfsp-x86.dll",
        _ => "winfsp-x64.dll",
    };

    private static IEnumerable<string> Candidates()
    {
        if (!OperatingSystem.IsWindows())
            yield break;
        using var machine = RegistryKey.OpenBaseKey(RegistryHive.LocalMachine, RegistryView.Registry32);
        using var key = machine.OpenSubKey(Key);
        if (key?.GetValue("InstallDir") is string { Length: > 0 } directory)
            yield return Path.Combine(directory, "bin", FileName);
        yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFilesX86), "WinFsp", "bin", FileName);
    }
}
