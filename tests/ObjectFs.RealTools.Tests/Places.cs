namespace ObjectFs.RealTools.Tests;

/// <summary>Where things are.</summary>
internal static class Places
{
    private static int _count;

    /// <summary>A path below the directory for temporary files that nothing has.</summary>
    public static string New() => Path.Combine(Path.GetTempPath(), $"objectfs-tools-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}");

    /// <summary>The directory of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>What a project of the solution was built to, in the configuration of the tests.</summary>
    public static string Built(string project)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        return Path.Combine(Root, project, "bin", output.Parent!.Name, output.Name, $"{Path.GetFileName(project)}.dll");
    }

    public static bool IsMounted(string path) => File.ReadLines("/proc/self/mounts").Any(line => line.Split(' ')[1] == path);

    private static string FindRoot()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "ObjectFs.sln")))
            root = root.Parent ?? throw new DirectoryNotFoundException("no solution above the tests");
        return root.FullName;
    }
}
