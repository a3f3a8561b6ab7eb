namespace ObjectFs.RealTools.Tests;

/// <summary>Programs that believe sizes, and programs that let the kernel copy: whoever reads a file gets what <c>cat</c> gets of it, whether or not its size is known before.</summary>
public sealed class SizeTests(HostileProgram program) : IClassFixture<HostileProgram>
{
    private static readonly string[] Programs =
    [
        "busybox cat $F > $D/got",
        "busybox cp $F $D/got",
        "busybox head -c 10000000 $F > $D/got",
        "busybox dd if=$F of=$D/got 2> $D/said",
        "busybox tail -c +1 $F > $D/got",
        "cp $F $D/got",
        "cp -a --reflink=auto --sparse=always $F $D/got",
        "install $F $D/got",
        "rsync $F $D/got",
        "rsync --whole-file --inplace $F $D/got",
        "dd if=$F of=$D/got bs=7 status=none",
        "head -c 10000000 $F > $D/got",
        "tail -c +1 $F > $D/got",
        "tail -n +1 $F > $D/got",
        "split -b 1G $F $D/ && mv $D/aa $D/got",
        "python3 -c 'import shutil, sys; shutil.copyfile(sys.argv[1], sys.argv[2])' $F $D/got",
        "perl -MFile::Copy -e 'copy($ARGV[0], $ARGV[1])' $F $D/got",
    ];

    public static TheoryData<string> Scripts => [.. Programs];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_program_gets_of_every_file_what_cat_gets(string script) => Compare(script, "Costly Infinite Query Knot/.json ../../Everything/all/.json ../.count");

    /// <summary>These take the size before they open, or do not open what is empty.</summary>
    [Theory]
    [InlineData("tar c -C $(dirname $F) $(basename $F) | tar xO > $D/got")]
    [InlineData("busybox tar c -C $(dirname $F) $(basename $F) | tar xO > $D/got")]
    public void An_archiver_gets_of_every_file_with_a_size_what_cat_gets(string script) => Compare(script, "");

    [Theory, InlineData("AnInteger"), InlineData("ManyBytes"), InlineData("Costly"), InlineData(".json")]
    public void What_the_kernel_would_copy_by_a_size_of_before_is_refused_and_not_cut(string file)
    {
        Tool.Find("python3");
        var outcome = program.Run($"cd $M/Beast/second; python3 -c 'import os, sys; os.sendfile(1, os.open(sys.argv[1], os.O_RDONLY), None, 10)' {file}");
        Assert.Equal("", outcome.Output);
        Assert.Contains("Invalid argument", outcome.Error, StringComparison.Ordinal);
    }

    private void Compare(string script, string unsized)
    {
        foreach (var word in script.Split(['|', '&'], StringSplitOptions.RemoveEmptyEntries))
            Tool.Find(word.TrimStart().Split(' ')[0]);
        var outcome = program.Run($$"""
            cd $M/Beast/second
            for f in AnInteger AText ManyBytes Content .type .text Run .Run/signature Finished/result ../.schema {{unsized}}; do
                export F=$M/Beast/second/$f
                cat $F > $D/wanted
                rm -f $D/got
                {{script}}
                cmp $D/wanted $D/got || echo "$f"
            done
            """);
        Assert.Equal("", outcome.Output + outcome.Error);
    }
}
