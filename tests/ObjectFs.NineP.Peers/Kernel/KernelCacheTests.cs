using System.Security.Cryptography;
using ObjectFs.NineP.Peers.Guests;
using ObjectFs.NineP.Peers.Subjects;

namespace ObjectFs.NineP.Peers.Kernel;

/// <summary>A Linux kernel that keeps in its cache what it has read, of a server that tells sizes, which kernels before 6.4 need for that.</summary>
public sealed class KernelCacheTests
{
    [Theory]
    [InlineData("9p2000.L", 65536)]
    [InlineData("9p2000.u", 131096)]
    [InlineData("9p2000", 8192)]
    public async Task Values_are_read_whole_and_a_refusal_reaches_who_waits_for_it(string version, int messageSize)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var served = await Served.StartAsync(cancellationToken, linuxErrorWords: true, tellsSizes: true);
        var transcript = await Guest.RunAsync(Steps(new(version, messageSize, "loose"), served.Port), cancellationToken);
        var sum = $"{Convert.ToHexStringLower(SHA256.HashData(new Motor().Blob))}  -\n";
        Assert.Equal(new Outcome(0, "1500\n0.25\nhello\nNeutral\n90.5\n-10\na\nb\n", ""), transcript["cat"]);
        Assert.Equal(new Outcome(0, "/mnt/Motor/right/Label\n", ""), transcript["grep"]);
        Assert.Equal(sum, transcript["dd"].Output);

        // the kernel takes what is written before the server has seen it: echo is over by then, and nothing was set
        Assert.Equal((1, "dd: /mnt/Motor/left/Load: Invalid argument"), (transcript["bad dd"].ExitCode, transcript["bad dd"].Lines[^1]));
        Assert.Equal((1, "sync: /mnt/Motor/right/Load: Invalid argument"), (transcript["bad sync"].ExitCode, transcript["bad sync"].Lines[^1]));
        Assert.Equal((0.25, 0.25), (served.Tree.Left.Load, served.Tree.Right.Load));
    }

    private static IEnumerable<Step> Steps(KernelMount mount, int port) =>
    [
        new("mount", mount.Command(port)) { IsVital = true },
        new("cat", "cd /mnt/Motor/left; cat Speed Load Label Gear Limits/High Limits/Low Tags/0 Tags/1"),
        new("grep", "grep -rl hello /mnt/Motor/right"),
        new("dd", "dd if=/mnt/Motor/left/Blob bs=777 2> /dev/null | sha256sum"),
        new("bad dd", "echo bad | dd of=/mnt/Motor/left/Load conv=fsync"),
        new("bad sync", "echo bad > /mnt/Motor/right/Load; sync /mnt/Motor/right/Load"),
        new("unmount", "umount /mnt"),
    ];
}
