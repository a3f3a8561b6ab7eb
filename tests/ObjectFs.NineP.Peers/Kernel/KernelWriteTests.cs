using System.Security.Cryptography;
using ObjectFs.NineP.Peers.Subjects;

namespace ObjectFs.NineP.Peers.Kernel;

/// <summary>Programs write values through the Linux kernel.</summary>
public sealed class KernelWriteTests(KernelRuns runs)
{
    [Theory]
    [MemberData(nameof(KernelRuns.Mounts), MemberType = typeof(KernelRuns))]
    public async Task Echo_sets_a_value(KernelMount mount)
    {
        var run = await runs.OfAsync(mount);
        foreach (var step in (string[])["echo", "echo again", "echo text", "echo name", "echo nested"])
            Assert.Equal(new Outcome(0, "", ""), run[step]);
        Assert.Equal(40, run.Tree.Left.Speed);
        Assert.Equal(41, run.Tree.Right.Speed);
        Assert.Equal("text with blanks", run.Tree.Left.Label);
        Assert.Equal(Gear.Second, run.Tree.Left.Gear);
        Assert.Equal(99.5, run.Tree.Left.Limits.High);
    }

    [Theory]
    [MemberData(nameof(KernelRuns.LiveMounts), MemberType = typeof(KernelRuns))]
    public async Task What_was_set_is_read_back(KernelMount mount)
    {
        var run = await runs.OfAsync(mount);
        Assert.Equal(new Outcome(0, "40\ntext with blanks\nSecond\n99.5\n", ""), run["cat echoed"]);
    }

    [Theory]
    [MemberData(nameof(KernelRuns.LiveMounts), MemberType = typeof(KernelRuns))]
    public async Task The_shell_hears_that_a_value_was_refused(KernelMount mount)
    {
        var run = await runs.OfAsync(mount);
        foreach (var step in (string[])["echo nonsense", "echo too large"])
        {
            Assert.Equal(1, run[step].ExitCode);

            // a sentence is all that an error is in 9P2000: the kernel puts it into its log, and has no number for it
            var expected = mount.HasErrorNumbers ? "sh: write error: Invalid argument" : "sh: write error: Unknown error 526";
            Assert.Equal(expected, run[step].Lines[^1]);
        }

        if (!mount.HasErrorNumbers)
            Assert.Contains("Load: 'abc' is not a number between 0 and 1", run["kernel log"].Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(KernelRuns.Mounts), MemberType = typeof(KernelRuns))]
    public async Task A_refused_write_leaves_the_value_as_it_was(KernelMount mount)
    {
        var run = await runs.OfAsync(mount);
        Assert.Equal(0.25, run.Tree.Left.Load);
        if (!mount.IsCached)
            Assert.Equal("0.25\n", run["cat refused"].Output);
    }

    [Theory]
    [MemberData(nameof(KernelRuns.Mounts), MemberType = typeof(KernelRuns))]
    public async Task Dd_sets_bytes_in_many_writes(KernelMount mount)
    {
        var run = await runs.OfAsync(mount);
        var sums = run["dd out"].Lines;
        Assert.Equal($"{Convert.ToHexStringLower(SHA256.HashData(run.Tree.Right.Blob))}  -", sums[0]);
        if (!mount.IsCached)
            Assert.Equal(sums[0], sums[1]);
    }

    [Theory]
    [MemberData(nameof(KernelRuns.Mounts), MemberType = typeof(KernelRuns))]
    public async Task What_cannot_be_done_is_refused_in_words(KernelMount mount)
    {
        var run = await runs.OfAsync(mount);
        var said = run["refusals"].Output;

        // as above: in 9P2000 the sentence is all that there is
        Assert.Contains($"can't create directory 'new': {(mount.HasErrorNumbers ? "Operation not permitted" : "Unknown error 526")}", said, StringComparison.Ordinal);
        if (!mount.HasErrorNumbers)
            Assert.Contains("no directories are made here", run["kernel log"].Output, StringComparison.Ordinal);
        Assert.Contains("ls: /mnt/Absent: No such file or directory", said, StringComparison.Ordinal);
        Assert.DoesNotContain("not implemented", said, StringComparison.Ordinal);
        Assert.NotEqual(0, run["echo nowhere"].ExitCode);
    }
}
