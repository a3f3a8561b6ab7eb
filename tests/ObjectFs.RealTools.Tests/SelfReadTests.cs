namespace ObjectFs.RealTools.Tests;

/// <summary>A program may look at itself: a getter that reads the mount is a client of the threads that serve it.</summary>
public sealed class SelfReadTests(Mount mount)
{
    [Fact]
    public void A_getter_that_reads_its_own_mount_is_answered()
    {
        var mirror = new Mirror("self-one") { Number = 42, From = $"{mount.Path}/SelfReadTests.Mirror/self-one/Number" };
        Assert.Equal("seen 42\n", Tool.Run($"cat {mount.Path}/SelfReadTests.Mirror/self-one/Seen").Output);
        GC.KeepAlive(mirror);
    }

    [Fact]
    public void A_getter_that_reads_itself_costs_its_own_file_and_no_other()
    {
        var maze = new Maze("self-two") { Number = 43, From = $"{mount.Path}/SelfReadTests.Maze/self-two/Seen" };
        Assert.NotEqual(0, Tool.Run($"cat {mount.Path}/SelfReadTests.Maze/self-two/Seen").ExitCode);
        Assert.Equal("43\n", Tool.Run($"cat {mount.Path}/SelfReadTests.Maze/self-two/Number").Output);
        GC.KeepAlive(maze);
    }

    [Export(Name = "{Name}", Budget = 20_000)]
    internal class Mirror(string name)
    {
        public string Name { get; } = name;

        public int Number { get; set; }

        [NotExported]
        public string From { get; set; } = "";

        public string Seen => "seen " + File.ReadAllText(From).TrimEnd();
    }

    /// <summary>Its getter waits for itself, and is given up soon.</summary>
    [Export(Name = "{Name}", Budget = 300)]
    internal sealed class Maze(string name) : Mirror(name);
}
