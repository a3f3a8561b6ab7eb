namespace ObjectFs.RealTools.Tests;

/// <summary>What <c>cat</c> prints can be written back, whatever the culture of the program is.</summary>
public sealed class RoundTripTests
{
    [Theory, InlineData(""), InlineData("de-DE"), InlineData("tr-TR"), InlineData("fa-IR")]
    public void What_a_program_reads_of_a_member_can_be_written_back_and_leaves_it_as_it_was(string culture)
    {
        using var program = new HostileProgram(culture);
        var outcome = program.Run("""
            cd $M/Everything/all
            mkdir $D/cp $D/tar
            cp * $D/cp
            tar c * | tar x -C $D/tar
            for f in *; do
                cat $f > $D/cat
                cmp $D/cat $D/cp/$f
                cmp $D/cat $D/tar/$f
                cat $D/cat > $f || echo "$f cannot be written by cat"
                cat $f | cmp - $D/cat || echo "$f is another after cat"
                cp $D/cat $f || echo "$f cannot be written by cp"
                cat $f | cmp - $D/cat || echo "$f is another after cp"
                dd if=$D/cat of=$f bs=1M status=none || echo "$f cannot be written by dd"
                cat $f | cmp - $D/cat || echo "$f is another after dd"
            done
            ls | wc -l
            """);
        Assert.Equal("", outcome.Error);
        Assert.True(int.Parse(outcome.Output, System.Globalization.CultureInfo.InvariantCulture) > 70, outcome.Output);
        Assert.Equal("", program.Ask("changed"));
    }

    [Fact]
    public void What_json_says_of_an_object_can_be_written_back_and_leaves_it_as_it_was()
    {
        using var program = new HostileProgram("tr-TR");
        var outcome = program.Run("cd $M/Everything/all; cat .json > $D/x; cat $D/x > .json; cat .json | cmp - $D/x && echo same");
        Assert.Equal("same\n", outcome.Output);
        Assert.Equal("", program.Ask("changed"));
    }
}
