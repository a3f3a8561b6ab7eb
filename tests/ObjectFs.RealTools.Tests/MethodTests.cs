using System.Diagnostics;

namespace ObjectFs.RealTools.Tests;

/// <summary>Methods as people call them: from shells, in the directory of their object.</summary>
public sealed class MethodTests(Mount mount)
{
    private static int _keys;

    /// <summary>Scripts, what they print, what they say. $T is the directory of a new object.</summary>
    public static TheoryData<string, string, string> Scripts => new()
    {
        { "cd $T; ./Add 2 3; echo $?", "5\n0\n", "" },
        { "$T/Add 2 --right 4", "6\n", "" },
        { "PATH=$T:$PATH; Add 2", "7\n", "" },
        { "cd $T; sh Add 2", "7\n", "" },
        { "cd $T; ./Add '{\"left\": 1, \"right\": 1}'", "2\n", "" },
        { "cd $T; ./Add abc; echo $?", "1\n", "Add: left: 'abc' is not a number between 0 and 100\nusage: Add <left> [<right>]\n" },
        { "cd $T; ./Add; echo $?", "1\n", "Add: left is missing: a number between 0 and 100\nusage: Add <left> [<right>]\n" },
        { "cd $T; ./Add 1 2 3 2>&1 | head -1", "Add: it takes left, right, but 3 arguments were given\n", "" },
        { "cd $T; ./Add --help | head -1; ./Add --help > /dev/null; echo $?", "usage: Add <left> [<right>]\n0\n", "" },
        { "cd $T; ./Fail broken; echo $?", "1\n", "Fail: InvalidOperationException: broken\n" },
        { "cd $T; ./GiveUp; echo $?", "1\n", "GiveUp: OperationCanceledException: not today\n" },
        { "cd $T; { echo > GiveUp; } 2>/dev/null || echo refused; cat .GiveUp/error; cat Calls", "refused\nGiveUp: OperationCanceledException: not today\n1\n", "" },
        { "cd $T; ./Reset; echo $?", "0\n", "" },
        { "cd $T; ./Count 3", "0\n1\n2\n", "" },
        { "cd $T; ./Count 1000000 | head -2", "0\n1\n", "" },
        { "cd $T; ./Count -1; echo $?", "0\n1\n1\n", "Count: InvalidOperationException: enough\n" },
        { "cd $T; ./Echo 'a  b' | od -c | head -1", "0000000   a           b  \\n\n", "" },
        { "cd $T; ./Echo ''", "\n", "" },
        { "cd $T; ./Echo \"it's \\\"\\$quoted\\\" \\\\\"", "it's \"$quoted\" \\\n", "" },
        { "cd $T; ./Echo 'two\nlines'", "two\nlines\n", "" },
        { "cd $T; ./Echo -n; ./Echo -- --text; ./Echo -- -- ; ./Echo '%s'", "-n\n--text\n--\n%s\n", "" },
        { "cd $T; ./Echo '*'; ./Echo 'äöü €'", "*\näöü €\n", "" },
        { "cd $T; ./Echo \"$(head -c 100000 /dev/zero | tr '\\0' x)\" | wc -c", "100001\n", "" },
        { "cd $T; ./Echo --nothing; echo $?", "1\n", "Echo: there is no parameter 'nothing': it takes text; a word that is no name is written after --\nusage: Echo <text>\n" },
        { "cd $T; echo 25 > Keep; cat Number; echo 26 > Keep && cat Number", "25\n26\n", "" },
        { "cd $T; { echo abc > Keep; } 2>/dev/null || echo refused; cat .Keep/error", "refused\nKeep: number: 'abc' is not a whole number between -2147483648 and 2147483647\n", "" },
        { "cd $T; exec 3<>.Add/call; echo 2 3 >&3; read -r x <&3; echo $x; echo 4 >&3; read -r x <&3; echo $x", "5\n9\n", "" },
        { "cd $T; ./Add 1 1 > /dev/null; cat .Add/result .Add/signature", "2\nint Add(int left, int right = 5)\n", "" },
        { "cd $T; mkdir .Add/mine; echo 3 > .Add/mine/call; until [ $(cat .Add/mine/status) = done ]; do :; done; cat .Add/mine/result; rmdir .Add/mine; ls .Add | head -2", "8\ncall\ncode\n", "" },
        { "cd $T; cp Add /tmp/objectfs-copy-$$; /tmp/objectfs-copy-$$ 1 2>&1 | sed 's/[0-9]//g'; rm -f /tmp/objectfs-copy-$$", "Add: cannot open /tmp/.Add/call to read and write: call it where it is, in the directory of its object\n", "" },
        { "ls -l $T/Add | cut -c1-10; stat -c %a $T/.Add/call; [ $(stat -c %s $T/Add) = $(cat $T/Add | wc -c) ] && echo exact", "-rwxr-xr-x\n600\nexact\n", "" },
        { "cd $T; grep -r nothing-like-it . ; find . -ls > /dev/null; tar c . > /dev/null; cat Calls", "0\n", "" },
        { "$T/../Twice 4; echo 5 > $T/../Twice && cat $T/../.Twice/result", "8\n10\n", "" },
    };

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_method_is_called_from_bash(string script, string expected, string said) => Check("bash", script, expected, said);

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_method_is_called_from_dash(string script, string expected, string said) => Check("dash", script, expected, said);

    /// <summary>The script itself under other shells than the system's, and where there is no other tool at all.</summary>
    [Theory]
    [InlineData("bash", "")]
    [InlineData("dash", "")]
    [InlineData("busybox", "sh")]
    public void The_script_needs_nothing_but_a_shell(string shell, string applet)
    {
        var run = $"cd $T; S=\"{Tool.Find(shell)} {applet}\"; PATH=/nowhere; $S ./Count 3; $S ./Echo 'a\n b'; $S ./Echo ''; $S ./Add abc; echo $?";
        Check("bash", run, "0\n1\n2\na\n b\n\n1\n", "Add: left: 'abc' is not a number between 0 and 100\nusage: Add <left> [<right>]\n");
    }

    [Fact]
    public void Ctrl_C_cancels()
    {
        var tool = new Gadget($"g{Interlocked.Increment(ref _keys)}");

        // a process group of its own, to which it hands on the signal, as a terminal does
        using var process = Process.Start(Tool.Find("timeout"), ["60", $"{mount.Path}/Gadget/{tool.Key}/Wait"]);
        Assert.True(tool.Begun.Wait(Tool.Patience, TestContext.Current.CancellationToken), "the call has not begun");
        Assert.Equal(0, Tool.Run($"kill -s INT {process.Id}").ExitCode);
        Assert.True(process.WaitForExit(Tool.Patience), "it does not end");
        Assert.Equal(130, process.ExitCode);
        Assert.True(tool.Cancelled.Wait(Tool.Patience, TestContext.Current.CancellationToken));
        GC.KeepAlive(tool);
    }

    [Fact]
    public void A_hundred_calls_at_once_never_mix()
    {
        var tool = new Gadget($"g{Interlocked.Increment(ref _keys)}");
        var outcome = Tool.Run($"cd {mount.Path}/Gadget/{tool.Key}; for i in $(seq 100); do {{ [ $(./Echo $i) = $i ] || echo mixed $i; }} & done; wait; echo done");
        Assert.Equal("done\n", outcome.Output);
        GC.KeepAlive(tool);
    }

    private void Check(string shell, string script, string expected, string said)
    {
        var tool = new Gadget($"g{Interlocked.Increment(ref _keys)}");
        var outcome = Tool.Run(script, shell, ("T", $"{mount.Path}/Gadget/{tool.Key}"));
        Assert.True(expected == outcome.Output && said == outcome.Error, $"{script}\nprinted:\n{outcome.Output}\ninstead of:\n{expected}\nand said:\n{outcome.Error}\ninstead of:\n{said}");
        GC.KeepAlive(tool);
    }
}
