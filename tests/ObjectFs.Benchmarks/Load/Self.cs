using System.Reflection;

namespace ObjectFs.Benchmarks.Load;

/// <summary>This program, to be run again as a server in a process of its own.</summary>
internal static class Self
{
    public static string Program => Environment.ProcessPath!;

    /// <summary>What comes before the program's own arguments: run as "dotnet ObjectFs.Benchmarks.dll", the process is dotnet's.</summary>
    public static string[] Arguments => Path.GetFileNameWithoutExtension(Program) == "dotnet" ? [Assembly.GetExecutingAssembly().Location] : [];
}
