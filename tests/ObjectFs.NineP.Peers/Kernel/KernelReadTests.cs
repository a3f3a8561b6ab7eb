using System.Security.Cryptography;
using ObjectFs.NineP.Peers.Subjects;

namespace ObjectFs.NineP.Peers.Kernel;

/// <summary>Programs read values through the Linux kernel.</summary>
public sealed class KernelReadTests(KernelRuns runs)
{
    [Theory]
    [MemberData(nameof(KernelRuns.LiveMounts), MemberType = typeof(KernelRuns))]
    public async Task Cat_prints_the_values(KernelMount mount)
    {
        var run = await runs.OfAsync(mount);
        Assert.Equal(new Outcome(0, "1500\n0.25\nhello\nNeutral\n90.5\n-10\na\nb\n", ""), run["cat"]);
        Assert.Equal("1234", run["one of many"].Lines[0]);
    }

    [Theory]
    [MemberData(nameof(KernelRuns.LiveMounts), MemberType = typeof(KernelRuns))]
    public async Task Grep_finds_what_a_value_holds(KernelMount mount)
    {
        var run = await runs.OfAsync(mount);
        Assert.Contains("/mnt/Motor/right/Label", run["grep"].Lines);
        Assert.DoesNotContain("/mnt/Motor/right/Speed", run["grep"].Lines);
        Assert.Equal(0, run["grep"].ExitCode);
    }

    [Theory]
    [MemberData(nameof(KernelRuns.LiveMounts), MemberType = typeof(KernelRuns))]
    public async Task Dd_reads_every_byte_whatever_the_size_of_its_blocks(KernelMount mount)
    {
        var run = await runs.OfAsync(mount);
        var expected = $"{Convert.ToHexStringLower(SHA256.HashData(new Motor().Blob))}  -\n";
        Assert.Equal(expected, run["dd"].Output);
        Assert.Equal(expected, run["dd large"].Output);
    }

    [Theory]
    [MemberData(nameof(KernelRuns.LiveMounts), MemberType = typeof(KernelRuns))]
    public async Task A_value_that_changes_is_read_as_it_is_now(KernelMount mount)
    {
        var run = await runs.OfAsync(mount);
        Assert.Equal("3\n", run["live"].Output);
    }

    [Theory]
    [MemberData(nameof(KernelRuns.LiveMounts), MemberType = typeof(KernelRuns))]
    public async Task Many_readers_at_once_each_get_the_value(KernelMount mount)
    {
        var run = await runs.OfAsync(mount);
        Assert.Equal(Enumerable.Repeat("hello", 20), run["crowd"].Lines);
    }

    [Theory]
    [MemberData(nameof(KernelRuns.LiveMounts), MemberType = typeof(KernelRuns))]
    public async Task A_reader_killed_in_a_getter_that_does_not_end_is_gone_at_once_and_the_mount_lives_on(KernelMount mount)
    {
        var run = await runs.OfAsync(mount);

        // 128 and the number of the signal
        Assert.Equal("137", run["killed reader"].Lines[^1]);
        Assert.Equal(new Outcome(0, "hello\n", ""), run["after the killed reader"]);
    }
}
