namespace ObjectFs.RealTools.Tests;

public sealed class WalkTests(Mount mount)
{
    private static int _keys;

    public static TheoryData<string, string> Walks => new()
    {
        { "grep", "grep -r zzz $M" },
        { "tar", "tar c $M | wc -c" },
        { "find", "find $M -ls" },
        { "ls", "ls -lRa $M" },
        { "du", "du -a $M" },
        { "getfattr", "getfattr -R -d $M" },
        { "cp", "cp -r $M $D/copy" },
        { "md5sum", "find $M -type f -exec md5sum {} +" },
    };

    /// <summary>Of objects that throw, hang and never end.</summary>
    [Theory]
    [MemberData(nameof(Walks))]
    public void A_walk_of_the_whole_tree_changes_nothing_and_ends(string program, string script)
    {
        Tool.Find(program);
        using var mines = new Minefield($"m{Interlocked.Increment(ref _keys)}");
        var scratch = Directory.CreateDirectory(Places.New());
        try
        {
            Tool.Run($"{script} > /dev/null 2>&1", variables: [("M", $"{mount.Path}/Minefield/{mines.Key}"), ("D", scratch.FullName)]);
            Assert.Equal(0, mines.Forbidden);
            Assert.Equal("0\n", File.ReadAllText($"{mount.Path}/Minefield/{mines.Key}/Set"));
        }
        finally
        {
            Tool.Run($"chmod -R u+w {scratch.FullName}; rm -rf {scratch.FullName}");
        }
    }
}
