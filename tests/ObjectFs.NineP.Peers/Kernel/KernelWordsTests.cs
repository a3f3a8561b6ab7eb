using ObjectFs.NineP.Peers.Guests;

namespace ObjectFs.NineP.Peers.Kernel;

/// <summary>A Linux kernel that mounts with plain 9P2000, where errors are told in the words that it has numbers for.</summary>
public sealed class KernelWordsTests
{
    [Fact]
    public async Task The_shell_hears_what_is_wrong_over_plain_9p2000_too()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var served = await Served.StartAsync(cancellationToken, linuxErrorWords: true);
        var transcript = await Guest.RunAsync(Steps(new("9p2000", 65536, "none"), served.Port), cancellationToken);
        Assert.Equal(new Outcome(1, "", ""), transcript["bad"] with { Output = "", Error = "" });
        Assert.Equal("sh: write error: Invalid argument", transcript["bad"].Lines[^1]);
        Assert.Contains("can't create directory 'new': Operation not permitted", transcript["refusals"].Output, StringComparison.Ordinal);
        Assert.Contains("ls: /mnt/Absent: No such file or directory", transcript["refusals"].Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unknown error", transcript["refusals"].Output, StringComparison.Ordinal);
        Assert.DoesNotContain("server reported unknown error", transcript["kernel log"].Output, StringComparison.Ordinal);

        // why, says the tree
        Assert.Contains("'bad' is not a number between 0 and 1", transcript["why"].Output, StringComparison.Ordinal);
        Assert.Equal(0.25, served.Tree.Left.Load);
    }

    private static IEnumerable<Step> Steps(KernelMount mount, int port) =>
    [
        new("mount", mount.Command(port)) { IsVital = true },
        new("bad", "echo bad > /mnt/Motor/left/Load"),
        new("why", "cat /mnt/Motor/left/.error"),
        new("refusals", "cd /mnt/Motor/left; mkdir new; rm Speed; mv Limits Fast; touch ../new; rmdir Limits; chmod 600 Speed; cd /; ls /mnt/Absent"),
        new("unmount", "umount /mnt"),
        new("kernel log", "dmesg | grep -iE '9p|v9fs'"),
    ];
}
