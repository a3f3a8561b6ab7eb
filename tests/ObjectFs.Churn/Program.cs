using System.Diagnostics;
using System.Globalization;
using ObjectFs;
using ObjectFs.Churn;
using ObjectFs.Fuse;

// Births, renames, collections, readings and writings on a mount for as long as one likes, to see what grows:
//   dotnet run -c Release --project tests/ObjectFs.Churn -- --minutes 10
if (args is not ["--minutes", var text] || !double.TryParse(text, CultureInfo.InvariantCulture, out var minutes) || !(minutes > 0))
{
    Console.Error.WriteLine("usage: ObjectFs.Churn --minutes <number>");
    return 2;
}

var options = new FuseMountOptions { MountPoint = Path.Combine(Path.GetTempPath(), $"objectfs-churn-{Environment.ProcessId}") };
await using var mount = await FuseMount.StartAsync(ObjectRegistry.Default.Root, options, null, CancellationToken.None);
var load = new Load(mount.MountPoint);
var samples = new List<Sample>();
var watch = Stopwatch.StartNew();
var length = TimeSpan.FromMinutes(minutes);
using var timer = new PeriodicTimer(TimeSpan.FromSeconds(Math.Clamp(length.TotalSeconds / 60, 1, 10)));
using var ended = new CancellationTokenSource(length);
load.Start();
try
{
    while (await timer.WaitForNextTickAsync(ended.Token))
    {
        samples.Add(Take());
        Console.WriteLine(samples[^1]);
    }
}
catch (OperationCanceledException)
{
    // time is up
}

load.Stop();
return Verdict();

Sample Take()
{
    GC.Collect();
    var statistics = mount.Statistics;
    using var process = Process.GetCurrentProcess();
    return new(
        watch.Elapsed,
        GC.GetTotalMemory(forceFullCollection: false),
        process.WorkingSet64,
        Directory.GetFiles("/proc/self/fd").Length,
        process.Threads.Count,
        statistics.Nodes,
        statistics.OpenFiles,
        Directory.GetDirectories($"{mount.MountPoint}/Guest").Length + Directory.GetDirectories($"{mount.MountPoint}/Passer").Length,
        statistics.Operations);
}

int Verdict()
{
    var third = samples.Count / 3;
    if (third == 0)
    {
        Console.WriteLine("too short to say anything");
        return 2;
    }

    var grows = false;
    foreach (var (name, of, slack) in Sample.Bounded)
    {
        // the first third warms up
        var (middle, last) = (samples.SkipLast(third).TakeLast(third).Average(of), samples.TakeLast(third).Average(of));
        var isMore = last > middle + slack;
        grows |= isMore;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-15} middle third {middle,14:F0}  last third {last,14:F0}  {(isMore ? "GROWS" : "steady")}"));
    }

    foreach (var job in load.Jobs)
        Console.WriteLine(job);
    foreach (var surprise in load.Jobs.SelectMany(static job => job.Surprises))
        Console.WriteLine($"SURPRISE {surprise}");
    var well = !grows && load.Jobs.All(static job => job.Done > 0 && job.Surprises.Count == 0);
    Console.WriteLine(well ? "verdict: well" : "verdict: not well");
    return well ? 0 : 1;
}
