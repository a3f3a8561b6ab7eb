using System.Globalization;

namespace ObjectFs.NineP.Peers.Captures;

/// <summary>What Wireshark's dissector makes of what a server said.</summary>
internal sealed record Dissection(string[] Complaints, IReadOnlySet<int> MessageTypes)
{
    // What the dissector could not read, and what it holds to be an error.
    // Only of the server: the kernel's Tcreate of 9P2000.u, as that dialect has it, is not to the dissector's liking.
    private static readonly string Complaint = string.Create(
        CultureInfo.InvariantCulture,
        $"tcp.srcport == {Pcap.ServerPort} and (_ws.malformed or _ws.expert.severity == \"Error\")");

    /// <summary>Dissects. Skips the test, loudly, where there is no tshark.</summary>
    public static async Task<Dissection> OfAsync(IEnumerable<Segment> segments, CancellationToken cancellationToken)
    {
        var tshark = Programs.Need("tshark", "tshark");
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, Pcap.Write(segments), cancellationToken);
            var decode = $"tcp.port=={Pcap.ServerPort},9p";
            var complaints = await Programs.RunAsync(tshark, ["-n", "-r", file, "-d", decode, "-Y", Complaint], cancellationToken);
            Assert.True(complaints.ExitCode == 0, complaints.Error);
            var types = await Programs.RunAsync(tshark, ["-n", "-r", file, "-d", decode, "-Y", "9p", "-T", "fields", "-e", "9p.msgtype"], cancellationToken);
            var seen = types.Lines.SelectMany(static line => line.Split(',')).Select(static type => int.Parse(type, CultureInfo.InvariantCulture));
            return new(complaints.Lines, seen.ToHashSet());
        }
        finally
        {
            File.Delete(file);
        }
    }
}
