namespace ObjectFs.RealTools.Tests;

/// <summary>One bad member never spoils its neighbours, and none is refused in silence.</summary>
public sealed class DeliveryTests(HostileProgram program) : IClassFixture<HostileProgram>
{
    private const string Unsized = "Costly Query Infinite Knot/.json";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Programs that copy $M/Beast/second to $D/second.</summary>
    public static TheoryData<string, string> Copies => new()
    {
        { "cp", "cp -r $M/Beast/second $D/second" },
        { "cp", "cp -a $M/Beast/second $D/second" },
        { "tar", "mkdir $D/second; tar c -C $M/Beast/second . | tar x -C $D/second" },
        { "rsync", "rsync -a $M/Beast/second $D" },
        { "python3", "python3 -c 'import shutil, sys; shutil.copytree(sys.argv[1], sys.argv[2], symlinks=True)' $M/Beast/second $D/second" },
        { "busybox", "busybox cp -a $M/Beast/second $D/second" },
        { "busybox", "mkdir $D/second; busybox tar c -C $M/Beast/second . | busybox tar x -C $D/second" },
        { "dotnet", "$O cp -r $S/Beast/second $D/second" },
    };

    /// <summary>What cannot be read, and what is said of it.</summary>
    public static TheoryData<string, string, string> Refusals => new()
    {
        { "Throws", "Input/output error", "Throws: InvalidOperationException: boom" },
        { "Forbids", "Permission denied", "Forbids: UnauthorizedAccessException: not you" },
        { "Hangs", "Connection timed out", "Hangs: " },
        { "Huge", "File too large", "Huge: its text is longer than 64 MiB" },
        { "ThrowsOrNot", "Invalid argument", "ThrowsOrNot: FormatException: neither" },
        { "CostlyAndBad", "Input/output error", "CostlyAndBad: InvalidOperationException: dear and bad" },
        { "Stuck", "Connection timed out", "Stuck: " },
        { "Breaking", "Input/output error", "Breaking: InvalidOperationException: broken off" },
        { "Flow", "Operation not supported", "Flow: it cannot seek" },
        { "Refusing", "Input/output error", "Refusing: InvalidOperationException: no listeners" },
    };

    [Theory]
    [MemberData(nameof(Copies))]
    public void A_program_delivers_every_good_member_to_the_byte(string tool, string script)
    {
        Tool.Find(tool);
        var outcome = program.Run($$"""
            { {{script}}; } > $D/said 2>&1
            cd $M/Beast/second
            for f in AnInteger AText ManyBytes ZReal Content Knot/Value Finished/result Finished/status Failed/error Wild/* ByNumber/* .type .text Run .Run/signature {{(script.Contains("tar c", StringComparison.Ordinal) ? "" : Unsized)}}; do
                [ -f "$f" ] || continue
                cat "$f" > $D/wanted
                [ -s $D/wanted ] || echo "$f has nothing"
                cmp $D/wanted "$D/second/$f"
            done
            readlink $D/second/Self $D/second/Other
            """, Patience);
        Assert.Equal("../../Beast/second\n../../Beast/first\n", outcome.Output);
        Assert.Equal("", outcome.Error);
    }

    [Theory]
    [MemberData(nameof(Copies))]
    public void A_program_says_of_each_bad_member_that_it_cannot_be_read(string tool, string script)
    {
        Tool.Find(tool);
        var outcome = program.Run($"{{ {script}; }} 2>&1 > $D/said", Patience);

        // tar does not open what stat says is empty, if everybody may read it; rsync and Python do not read it
        Assert.All(tool is "tar" or "rsync" or "python3" || script.Contains("busybox tar", StringComparison.Ordinal) ? [] : Refusals, refusal =>
        {
            var (member, errno, _) = refusal.Data;
            Assert.Contains(outcome.Output.Split('\n'), line => (tool is "busybox" || line.Contains($"/{member}", StringComparison.Ordinal)) && (tool is "dotnet" || line.Contains(errno, StringComparison.Ordinal)));
        });
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_refusal_is_an_errno_and_a_sentence(string member, string errno, string sentence)
    {
        var outcome = program.Run($"cd $M/Beast/second; cat {member} 2>&1; echo $?; sed -n 2p .error; getfattr --only-values -n user.objectfs.error {member}");
        var lines = outcome.Output.Split('\n');
        Assert.Equal([$"cat: {member}: {errno}", "1"], lines[..2]);
        Assert.StartsWith(sentence, lines[2], StringComparison.Ordinal);
        Assert.StartsWith(sentence, lines[3], StringComparison.Ordinal);
    }
}
