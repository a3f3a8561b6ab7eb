namespace ObjectFs.RealTools.Tests;

/// <summary>Real programs walk the whole tree of a program that has everything a walk must survive. $M is the tree, $S its socket, $O the command line, $D an empty directory on a disk.</summary>
public sealed class PrincipleTests(HostileProgram program) : IClassFixture<HostileProgram>
{
    // a walk takes a few seconds; the machine may be busy
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Programs that look at names and attributes.</summary>
    public static TheoryData<string, string> Looks => new()
    {
        { "find", "find $M -ls" },
        { "ls", "ls -lRa $M" },
        { "getfattr", "getfattr -R -d -m - $M" },
        { "diff", "diff -r $M $M" },
        { "busybox", "busybox find $M -type f -size +1000" },
        { "dotnet", "$O tree -a $S" },
        { "dotnet", "$O ls -la $S/Beast/first" },
    };

    /// <summary>Programs that read every file.</summary>
    public static TheoryData<string, string> Reads => new()
    {
        { "grep", "grep -r zzz $M" },
        { "tar", "tar c -C $M . | wc -c" },
        { "cp", "cp -a $M $D/copy" },
        { "rsync", "rsync -a $M/ $D/copy" },
        { "python3", "python3 -c 'import shutil, sys; shutil.copytree(sys.argv[1], sys.argv[2], symlinks=True)' $M $D/copy" },
        { "busybox", "busybox find $M -type f -exec busybox cat {} +" },
        { "dotnet", "$O cp -r $S $D/copy" },
        { "dotnet", "$O diff -a $S $S" },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public void Looking_at_everything_changes_nothing_and_ends(string tool, string script)
    {
        Tool.Find(tool);
        var before = program.Ask("counts");
        var audited = Audited();
        var waiting = Waiting();
        var outcome = program.Run($"{script} > $D/said", Patience);
        Assert.Equal(waiting, Waiting());
        Assert.Equal(before, program.Ask("counts"));
        Assert.Empty(Audited().Except(audited));
        Assert.DoesNotContain("Function not implemented", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Reads))]
    public void Reading_everything_changes_nothing_and_ends(string tool, string script)
    {
        Tool.Find(tool);
        var before = Changed();
        var audited = Audited();
        var waiting = Waiting();
        var outcome = program.Run($"{script} > $D/said", Patience);
        Assert.Equal(waiting, Waiting());
        Assert.Equal(before, Changed());
        Assert.Empty(Audited().Except(audited));
        Assert.DoesNotContain("Function not implemented", outcome.Error, StringComparison.Ordinal);
    }

    // who opens a query runs it, and who opens the log of an event listens for a while
    private string Changed() => string.Join(' ', program.Ask("counts").Split(' ').Where(static count => !count.StartsWith("enumerated=", StringComparison.Ordinal) && !count.StartsWith("subscribed=", StringComparison.Ordinal)));

    // what the open transaction holds
    private string Waiting() => program.Run("cat $M/.objectfs/tx/open/status; ls $M/.objectfs/tx $M/.objectfs/snap $M/Calf").Output;

    private HashSet<string> Audited() => [.. program.Run("grep -v /Ticker/one/Count $M/.objectfs/audit").Output.Split('\n')];
}
