using ObjectFs.Tests.Shared;

namespace ObjectFs.RealTools.Tests;

/// <summary>Programs that name no mount point, killed and started again.</summary>
public sealed class DefaultMountPointTests
{
    [Theory]
    [InlineData("XDG_RUNTIME_DIR", "objectfs/")]
    [InlineData("TMPDIR", "")]
    public void What_a_killed_program_left_is_cleaned_by_the_next_and_what_lives_stays(string variable, string below)
    {
        FuseDevice.Need();
        var place = Directory.CreateDirectory(Places.New()).FullName;
        (string, string)[] variables = [("XDG_RUNTIME_DIR", ""), (variable, place)];
        using var living = Started(variables);
        var alive = Assert.Single(MountsBelow($"{place}/{below}"));
        using (var killed = Started(variables))
            killed.Kill();
        Assert.Equal(2, MountsBelow($"{place}/{below}").Count);

        using (var next = Started(variables))
        {
            var now = MountsBelow($"{place}/{below}");
            Assert.Equal(2, now.Count);
            Assert.Contains(alive, now);
            Assert.All(now, static at => Assert.Equal("100\n", Tool.Run($"cat {at}/Player/alice/Health").Output));
            Assert.Equal(now.Order(), Directory.GetDirectories($"{place}/{below}").Order());
            next.Signal("TERM");
            next.AwaitEnd();
        }

        living.Signal("TERM");
        living.AwaitEnd();
        Assert.Empty(MountsBelow(place));
        Directory.Delete(place, recursive: true);
    }

    private static Child Started((string, string)[] variables)
    {
        var hello = new Child("examples/Hello", [], variables);
        hello.Await("Ctrl-C");
        return hello;
    }

    private static List<string> MountsBelow(string directory) =>
        [.. File.ReadLines("/proc/self/mounts").Select(static line => line.Split(' ')[1]).Where(at => at.StartsWith(directory, StringComparison.Ordinal))];
}
