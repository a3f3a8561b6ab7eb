using System.Buffers.Binary;
using ObjectFs.NineP.Peers.Captures;

namespace ObjectFs.NineP.Peers.Kernel;

/// <summary>The Linux kernel mounts the tree, and leaves it.</summary>
public sealed class KernelLifeTests(KernelRuns runs)
{
    [Theory]
    [MemberData(nameof(KernelRuns.Mounts), MemberType = typeof(KernelRuns))]
    public async Task The_kernel_mounts_and_unmounts(KernelMount mount)
    {
        var run = await runs.OfAsync(mount);
        Assert.Equal(new Outcome(0, "", ""), run["mount"]);
        Assert.Equal(new Outcome(0, "", ""), run["unmount"]);
    }

    [Theory]
    [MemberData(nameof(KernelRuns.Mounts), MemberType = typeof(KernelRuns))]
    public async Task The_kernel_finds_nothing_to_complain_about(KernelMount mount)
    {
        var run = await runs.OfAsync(mount);

        // in 9P2000 it says of every sentence that it has no number for it
        Assert.DoesNotContain(run["kernel log"].Lines, line => mount.HasErrorNumbers || !line.Contains("server reported unknown error", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(KernelRuns.Mounts), MemberType = typeof(KernelRuns))]
    public async Task The_dissector_finds_nothing_malformed(KernelMount mount)
    {
        var run = await runs.OfAsync(mount);
        var dissection = await Dissection.OfAsync(run.Segments, TestContext.Current.CancellationToken);
        Assert.Empty(dissection.Complaints);
    }

    /// <summary>Or nothing would follow from what it does not complain about.</summary>
    [Theory]
    [InlineData("9p2000.L", new[] { 7, 9, 13, 23, 25, 27, 41, 101, 105, 111, 117, 119, 121 }, new[] { 14, 16, 18, 30, 70, 72, 76 })]
    [InlineData("9p2000.u", new[] { 101, 105, 107, 111, 113, 117, 119, 121, 125, 127 }, new[] { 114, 122 })]
    [InlineData("9p2000", new[] { 101, 105, 107, 111, 113, 117, 119, 121, 125, 127 }, new[] { 114, 122 })]
    public async Task The_dissector_sees_most_kinds_of_messages(string version, int[] answered, int[] refused)
    {
        var run = await runs.OfAsync(new(version, 65536, "none"));
        var dissection = await Dissection.OfAsync(run.Segments, TestContext.Current.CancellationToken);
        Assert.Equal([], answered.Concat(refused).Except(dissection.MessageTypes));
    }

    [Theory]
    [MemberData(nameof(KernelRuns.Mounts), MemberType = typeof(KernelRuns))]
    public async Task No_message_is_larger_than_was_agreed(KernelMount mount)
    {
        var run = await runs.OfAsync(mount);
        foreach (var way in run.Segments.GroupBy(static segment => (segment.Connection, segment.IsFromClient)))
        {
            byte[] said = [.. way.SelectMany(static segment => segment.Bytes)];
            for (var at = 0; at < said.Length;)
            {
                var size = BinaryPrimitives.ReadInt32LittleEndian(said.AsSpan(at));
                Assert.InRange(size, 7, mount.MessageSize);
                at += size;
            }
        }
    }
}
