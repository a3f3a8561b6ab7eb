using System.Reflection;

namespace ObjectFs.Benchmarks.Load;

/// <summary>The C side, in <c>peer</c>: built into the folder for intermediate files where the program is not there or older than its sources.</summary>
internal static class CSource
{
    private static string Target =>
        typeof(CSource).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "PeerDirectory").Value!;

    /// <summary>Builds a program of one file.</summary>
    /// <param name="name">The file, without <c>.c</c>.</param>
    /// <param name="flags">For the compiler.</param>
    /// <param name="remedy">What to do where it cannot be built.</param>
    /// <param name="cancellationToken">Kills the compiler.</param>
    /// <returns>Path of the program.</returns>
    public static async Task<string> CompileAsync(string name, string[] flags, string remedy, CancellationToken cancellationToken)
    {
        var sources = Path.Combine(AppContext.BaseDirectory, "peer");
        var source = Path.Combine(sources, $"{name}.c");
        var output = Path.Combine(Directory.CreateDirectory(Target).FullName, name);
        var changed = Directory.EnumerateFiles(sources, "*.h").Append(source).Max(File.GetLastWriteTimeUtc);
        if (!File.Exists(output) || File.GetLastWriteTimeUtc(output) < changed)
            await Command.RunAsync("gcc", ["-O2", "-Wall", "-Wextra", "-pthread", "-o", output, source, .. flags], remedy, cancellationToken);
        return output;
    }
}
