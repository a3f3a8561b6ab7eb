using System.Diagnostics;
using System.Globalization;

namespace ObjectFs.NineP.Peers.Guests;

/// <summary>Boots a Linux, has it go through some steps, and hands back what each printed.</summary>
internal static class Guest
{
    /// <summary>Where the guest finds the loopback addresses of this machine.</summary>
    public const string Host = "10.0.2.2";

    // what is between the outputs of two steps
    private const string Begin = "@@@ begins ";
    private const string End = "@@@ ends ";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static int _count;

    /// <summary>Runs a guest to its end, or kills it when its time is over.</summary>
    public static async Task<Transcript> RunAsync(IEnumerable<Step> steps, CancellationToken cancellationToken)
    {
        var image = GuestImage.Need();

        // the kernel tells of this name in its log, where the tests look for "9p": no such thing is in a number
        var place = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"objectfs-guest-{Guid.NewGuid():N}")).FullName;
        try
        {
            var archive = Path.Combine(place, "archive");
            await File.WriteAllBytesAsync(archive, [.. image.Archive, .. Compose(steps)], cancellationToken);
            return Parse(await BootAsync(image, place, archive, cancellationToken));
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }
    }

    private static async Task<string> BootAsync(GuestImage image, string place, string archive, CancellationToken cancellationToken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"objectfs-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}");
        var start = new ProcessStartInfo(image.Kernel,
            [
                "mem=256M", $"umid={name}", $"uml_dir={place}", $"initrd={archive}", "root=/dev/ram0", "rdinit=/init",
                "con=null", "con0=fd:0,fd:1", "quiet", "panic=-1", $"eth0=slirp,,{image.Network}",
            ])
        {
            WorkingDirectory = place,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // its input stays open until it ends: a console that is hung up takes what is printed along
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"the guest has not ended within {Patience}; it printed: {await output}");
        }

        await error;
        return (await output).Replace("\r", "", StringComparison.Ordinal);
    }

    // Each step is a process of its own with a limit of its own, so that one that hangs does not take the others along.
    private static byte[] Compose(IEnumerable<Step> steps)
    {
        var archive = new CpioArchive();
        var task = new System.Text.StringBuilder();
        var number = 0;
        foreach (var step in steps)
        {
            archive.AddFile($"steps/{++number}", $"{step.Commands}\n");
            task.Append(CultureInfo.InvariantCulture, $"echo; echo '{Begin}{step.Label}'\n");
            task.Append(CultureInfo.InvariantCulture, $"timeout -s KILL {step.Seconds} sh /steps/{number} < /dev/null 2>&1; r=$?\n");
            task.Append(CultureInfo.InvariantCulture, $"echo; echo \"{End}$r\"\n");
            if (step.IsVital)
                task.Append("[ $r = 0 ] || poweroff -f\n");
        }

        archive.AddFile("task", task.ToString());
        return archive.Finish();
    }

    private static Transcript Parse(string output)
    {
        var outcomes = new Dictionary<string, Outcome>();
        foreach (var part in output.Split($"\n{Begin}").Skip(1))
        {
            var label = part[..part.IndexOf('\n', StringComparison.Ordinal)];
            var end = part.IndexOf($"\n{End}", StringComparison.Ordinal);
            if (end < 0)
                break;
            var status = part[(end + End.Length + 1)..].Split('\n')[0];
            outcomes.Add(label, new(int.Parse(status, CultureInfo.InvariantCulture), part[(label.Length + 1)..Math.Max(end, label.Length + 1)], ""));
        }

        return new(outcomes, output);
    }
}
