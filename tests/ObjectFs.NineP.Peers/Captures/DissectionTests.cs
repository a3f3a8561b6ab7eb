namespace ObjectFs.NineP.Peers.Captures;

/// <summary>Whether the dissector can be relied on.</summary>
public sealed class DissectionTests
{
    // size, Tversion, no tag, message size, "9P2000"
    private static readonly byte[] Asked = [19, 0, 0, 0, 100, 255, 255, 0, 32, 0, 0, 6, 0, .. "9P2000"u8];

    [Fact]
    public async Task The_dissector_has_nothing_to_say_about_sound_messages()
    {
        var dissection = await DissectAsync([19, 0, 0, 0, 101, 255, 255, 0, 32, 0, 0, 6, 0, .. "9P2000"u8]);
        Assert.Empty(dissection.Complaints);
        Assert.Equal([100, 101], dissection.MessageTypes.Order());
    }

    [Fact]
    public async Task The_dissector_finds_a_message_that_promises_more_than_it_has()
    {
        var dissection = await DissectAsync([19, 0, 0, 0, 101, 255, 255, 0, 32, 0, 0, 60, 0, .. "9P2000"u8]);
        Assert.Single(dissection.Complaints);
    }

    private static Task<Dissection> DissectAsync(byte[] answer) => Dissection.OfAsync(
        [new(0, IsFromClient: true, TimeSpan.Zero, Asked), new(0, IsFromClient: false, TimeSpan.FromMilliseconds(1), answer)],
        TestContext.Current.CancellationToken);
}
