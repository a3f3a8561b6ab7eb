using System.Runtime.InteropServices;
using ObjectFs.Benchmarks;
using ObjectFs.Benchmarks.Fuse;
using ObjectFs.Benchmarks.NineP;
using ObjectFs.Benchmarks.Registry;
using ObjectFs.Benchmarks.Reporting;
using ObjectFs.Benchmarks.Setters;
using ObjectFs.Benchmarks.Tables;
using ObjectFs.Benchmarks.Values;
using ObjectFs.Benchmarks.Watching;

const string Usage = """
    usage: ObjectFs.Benchmarks fuse|9p|registry|tables|values|setter|watch|all [--quick]

      fuse      the FUSE gateway against libfuse, on the same work in one run
      9p        the 9P server against diod, on the same work in one run
      registry  what it costs that objects are in the tree
      tables    all instances of a type at once
      values    values as text, against the framework's own
      setter    a woven setter that nobody watches
      watch     how soon a reader hears of a change, and many readers of many changes
      --quick   fewer and shorter rounds: a look, not a result
    """;

if (args is ["serve-fuse", .. var serving])
    return await FuseService.RunAsync(serving);
if (args is ["serve-9p", .. var serving9P])
    return await NinePService.RunAsync(serving9P);

var commands = args.Where(argument => argument != "--quick").ToArray();
var settings = new Settings(IsQuick: commands.Length < args.Length);
if (commands is not [var command] || command is not ("fuse" or "9p" or "registry" or "tables" or "values" or "setter" or "watch" or "all"))
{
    Console.Error.WriteLine(Usage);
    return 2;
}

using var interrupted = new CancellationTokenSource();
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var onTermination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);

var report = new Report(Console.Out);
report.Machine();
try
{
    if (command is "setter" or "all")
        SetterBenchmark.Run(report, settings);
    if (command is "values" or "all")
        ValueBenchmark.Run(report, settings);
    if (command is "watch" or "all")
        await WatchBenchmark.RunAsync(report, settings, interrupted.Token);
    if (command is "registry" or "all")
        await RegistryBenchmark.RunAsync(report, settings);
    if (command is "tables" or "all")
        await TableBenchmark.RunAsync(report, settings);
    if (command is "fuse" or "all")
        await FuseBenchmark.RunAsync(report, settings, interrupted.Token);
    if (command is "9p" or "all")
        await NinePBenchmark.RunAsync(report, settings, interrupted.Token);
}
catch (BenchmarkException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("interrupted");
    return 130;
}

report.Goals();
return 0;

// mounts and servers have to go first; whoever asks twice is in a hurry
void Interrupt(PosixSignalContext signal)
{
    signal.Cancel = !interrupted.IsCancellationRequested;
    interrupted.Cancel();
}
