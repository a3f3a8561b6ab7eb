using Xunit;

namespace ObjectFs.Architecture.Tests;

/// <summary>What a request goes through needs nothing of the thread pool, which a program may be starving.</summary>
public sealed class ThreadPoolTests
{
    // each goes through the pool, always or where two threads meet; see Awaiting in ObjectFs.Tree
    private static readonly string[] ThroughThePool =
        [".ConfigureAwait(", "Task.Run(", "ThreadPool.", ".CancelAsync(", "SemaphoreSlim(", "PoolingAsyncValueTaskMethodBuilder", "ManualResetValueTaskSourceCore<", "TaskScheduler.Default", "new Timer(", ".AcceptAsync("];

    public static TheoryData<string> Rooms => ["ObjectFs", "ObjectFs.Fuse", "ObjectFs.NineP/Server", "ObjectFs.Objects", "ObjectFs.WinFsp"];

    [Theory, MemberData(nameof(Rooms))]
    public void Serving_does_not_go_through_the_thread_pool(string room)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "ObjectFs.sln")))
            root = root.Parent ?? throw new DirectoryNotFoundException("no solution above the tests");
        var files = Directory.GetFiles(Path.Combine(root.FullName, "src", room), "*.cs", SearchOption.AllDirectories).Where(static file => !file.Contains("/obj/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(static file => File.ReadLines(file).Where(GoesThroughThePool).Select(line => $"{Path.GetFileName(file)}: {line.Trim()}")));
    }

    private static bool GoesThroughThePool(string line) =>
        !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && Array.Exists(ThroughThePool, word => line.Contains(word, StringComparison.Ordinal));
}
