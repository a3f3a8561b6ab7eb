using ObjectFs.NineP.Peers.Guests;

namespace ObjectFs.NineP.Peers.Kernel;

/// <summary>Two Linux kernels at once.</summary>
public sealed class KernelTogetherTests
{
    private const int Turns = 25;

    [Theory]
    [InlineData("9p2000.L", "9p2000.L")]
    [InlineData("9p2000.u", "9p2000")]
    public async Task Two_guests_work_side_by_side_and_see_what_the_other_sets(string left, string right)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var served = await Served.StartAsync(cancellationToken);
        Transcript[] transcripts = await Task.WhenAll(
            Guest.RunAsync(Steps(new(left, 65536, "none"), served.Port, "left", "right"), cancellationToken),
            Guest.RunAsync(Steps(new(right, 131096, "none"), served.Port, "right", "left"), cancellationToken));

        Assert.All(transcripts, static transcript =>
        {
            Assert.Equal(Turns, transcript["own"].Lines.Distinct().Count());
            Assert.Equal("10000\n", transcript["many"].Output);
            Assert.Equal(new Outcome(0, "", ""), transcript["other"]);
            Assert.Equal(new Outcome(0, "", ""), transcript["unmount"]);
        });
        Assert.Equal(Turns, served.Tree.Left.Speed);
        Assert.Equal(Turns, served.Tree.Right.Speed);
    }

    // counts its own motor up, lists the many, and waits until the other's motor has come to its end
    private static IEnumerable<Step> Steps(KernelMount mount, int port, string own, string other) =>
    [
        new("mount", mount.Command(port)) { IsVital = true },
        new("own", $"for i in $(seq {Turns}); do echo $i > /mnt/Motor/{own}/Speed; cat /mnt/Motor/{own}/Speed; done"),
        new("many", "cd /mnt/Many; printf '%s\\n' * | sort -u | wc -l"),
        new("other", $"until [ \"$(cat /mnt/Motor/{other}/Speed)\" = {Turns} ]; do :; done") { Seconds = 120 },
        new("unmount", "umount /mnt"),
    ];
}
