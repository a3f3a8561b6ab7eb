using ObjectFs.NineP.Peers.Guests;

namespace ObjectFs.NineP.Peers;

/// <summary>Whether guests can be relied on.</summary>
public sealed class GuestTests
{
    [Fact]
    public async Task A_guest_tells_what_each_step_printed_and_how_it_ended()
    {
        var transcript = await Guest.RunAsync(
            [
                new("kernel", "uname -s"),
                new("several lines", "echo a; echo b >&2; printf c"),
                new("nothing", ":"),
                new("failure", "exit 7"),
                new("endless", "while :; do :; done") { Seconds = 1 },
                new("modules", "grep 9p /proc/filesystems"),
            ],
            TestContext.Current.CancellationToken);
        Assert.Equal("Linux\n", transcript["kernel"].Output);
        Assert.Equal("a\nb\nc", transcript["several lines"].Output);
        Assert.Equal("", transcript["nothing"].Output);
        Assert.Equal(7, transcript["failure"].ExitCode);
        Assert.NotEqual(0, transcript["endless"].ExitCode);
        Assert.Equal(0, transcript["modules"].ExitCode);
    }
}
