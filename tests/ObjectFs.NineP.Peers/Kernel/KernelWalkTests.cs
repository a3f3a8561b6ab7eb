using System.Globalization;

namespace ObjectFs.NineP.Peers.Kernel;

/// <summary>Programs walk the tree through the Linux kernel.</summary>
public sealed class KernelWalkTests(KernelRuns runs)
{
    private static readonly string[] Members = ["Blob", "Gear", "Label", "Limits", "Limits/High", "Limits/Low", "Load", "Speed", "Tags", "Tags/0", "Tags/1", "Twin"];

    [Theory]
    [MemberData(nameof(KernelRuns.Mounts), MemberType = typeof(KernelRuns))]
    public async Task Find_sees_each_member_once(KernelMount mount)
    {
        var run = await runs.OfAsync(mount);
        List<string> expected = ["Motor", "Motor/left", "Motor/right"];
        expected.AddRange(Members.Select(static member => $"Motor/left/{member}"));
        expected.AddRange(Members.Select(static member => $"Motor/right/{member}"));

        // where there are no symbolic links, the object itself is in the place of the reference
        if (!mount.HasSymlinks)
            expected.AddRange(Members.Select(static member => $"Motor/left/Twin/{member}"));
        Assert.Equal(0, run["find"].ExitCode);
        Assert.Equal(expected.Order(StringComparer.Ordinal), run["find"].Lines);
    }

    [Theory]
    [MemberData(nameof(KernelRuns.Mounts), MemberType = typeof(KernelRuns))]
    public async Task A_long_listing_shows_directories_files_and_links(KernelMount mount)
    {
        var run = await runs.OfAsync(mount);
        var listing = run["ls"];
        Assert.Equal(0, listing.ExitCode);
        Assert.Contains(listing.Lines, static line => line.StartsWith("-rw-r--r--", StringComparison.Ordinal) && line.EndsWith(" Speed", StringComparison.Ordinal));
        Assert.Contains(listing.Lines, static line => line.StartsWith("drwxr-xr-x", StringComparison.Ordinal) && line.EndsWith(" Limits", StringComparison.Ordinal));
        Assert.Contains(
            listing.Lines,
            line => mount.HasSymlinks
                ? line.StartsWith("lrwxrwxrwx", StringComparison.Ordinal) && line.EndsWith(" Twin -> ../../Motor/right", StringComparison.Ordinal)
                : line.StartsWith("drwxr-xr-x", StringComparison.Ordinal) && line.EndsWith(" Twin", StringComparison.Ordinal));
        Assert.DoesNotContain(listing.Lines, static line => line.Contains('?', StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(KernelRuns.Mounts), MemberType = typeof(KernelRuns))]
    public async Task Ten_thousand_names_are_listed_each_once(KernelMount mount)
    {
        var run = await runs.OfAsync(mount);
        var count = Tree.Cells.ToString(CultureInfo.InvariantCulture);
        Assert.Equal([count, count, "0", (Tree.Cells - 1).ToString(CultureInfo.InvariantCulture)], run["many"].Lines);
        Assert.Equal("/mnt/Many/9999", run["one of many"].Lines[^1]);
    }

    [Theory]
    [MemberData(nameof(KernelRuns.Mounts), MemberType = typeof(KernelRuns))]
    public async Task A_reference_is_a_link_or_the_object_itself(KernelMount mount)
    {
        var run = await runs.OfAsync(mount);
        if (mount.HasSymlinks)
            Assert.Equal("../../Motor/right\n", run["readlink"].Output);
        else
            Assert.NotEqual(0, run["readlink"].ExitCode);
        Assert.Equal(["Blob", "Gear", "Label", "Limits", "Load", "Speed", "Tags", "Twin"], run["follow"].Lines);
    }

    [Theory]
    [MemberData(nameof(KernelRuns.Mounts), MemberType = typeof(KernelRuns))]
    public async Task Tar_packs_every_member(KernelMount mount)
    {
        var run = await runs.OfAsync(mount);
        Assert.Equal(0, run["tar"].ExitCode);
        foreach (var member in Members)
            Assert.Contains(run["tar"].Lines, line => line.TrimEnd('/') == $"left/{member}");
    }
}
