namespace ObjectFs.RealTools.Tests;

/// <summary>What a person does in <c>.objectfs</c>. $M is the mount point, $T the directory of a new object, $N a name that nobody else has, $O the directory beside the members.</summary>
public sealed class ServiceTests(Mount mount)
{
    private static int _keys;

    public static TheoryData<string, string, string> Scripts => new()
    {
        { "cat", "cat $O/pid; test -s $O/version && echo yes; ls -A $M | grep -c '^.objectfs$'", "$PID\nyes\n1\n" },
        { "ls", "ls -l $O/stats/fuse/Operations | cut -c1-10; [ $(cat $O/stats/fuse/Operations) -gt 0 ] && echo counted; cat $O/stats/fuse/MountPoint", "-r--r--r--\ncounted\n$M\n" },
        { "stat", "stat -c '%a' $O/audit $O/log $O/tx $O/snap", "400\n400\n700\n700\n" },
        { "grep", "echo 7 > $T/Number; grep -o \"$N/Number.*\" $O/audit", "$N/Number\",\"old\":\"42\",\"new\":\"7\",\"outcome\":\"ok\"}\n" },
        { "grep", "echo abc > $T/Number 2> /dev/null; grep -o \"$N/Number.*\" $O/audit", "$N/Number\",\"old\":\"42\",\"new\":\"abc\",\"outcome\":\"EINVAL\"}\n" },
        { "grep", "grep -c Mounted $O/log", "1\n" },
        { "mkdir", "mkdir $O/tx/$N && echo 7 > $O/tx/$N/Thing/$N/Number && echo bye > $O/tx/$N/Thing/$N/Text && cat $T/Number $T/Text $O/tx/$N/Thing/$N/Number; echo commit > $O/tx/$N/ctl && cat $T/Number $T/Text; rmdir $O/tx/$N; ls $O/tx | grep -c $N",
            "42\nhello\n7\n7\nbye\n0\n" },
        { "bash", "mkdir $O/tx/$N; echo 7 > $O/tx/$N/Thing/$N/Number; echo 8 > $T/Number; (echo commit > $O/tx/$N/ctl) 2>&1 | sed 's/.*: //'; cat $T/Number; grep -o 'is .* now' $O/tx/$N/status; rmdir $O/tx/$N",
            "Stale file handle\n8\nis '8' now\n" },
        { "bash", "mkdir $O/tx/$N; (echo abc > $O/tx/$N/Thing/$N/Number) 2>&1 | sed 's/.*: //'; (echo frob > $O/tx/$N/ctl) 2>&1 | sed 's/.*: //'; cat $O/tx/$N/ctl; rmdir $O/tx/$N", "Invalid argument\nInvalid argument\ncommit\nabort\n" },
        { "ln", "mkdir $O/tx/$N; ln -sfn ../$N $O/tx/$N/Thing/$N/Other; cat $T/Other; cat $O/tx/$N/Thing/$N/Other/Number; echo commit > $O/tx/$N/ctl; readlink $T/Other; rmdir $O/tx/$N", "42\n../../Thing/$N\n" },
        { "getfattr", "for i in $(seq 40); do mkdir $O/tx/$N$i 2> /dev/null; done; (mkdir $O/tx/$N) 2>&1 | sed 's/.*: //'; getfattr --absolute-names -n user.objectfs.error $O/tx | grep -o 'already; rmdir one'; rmdir $O/tx/$N*; ls $O/tx | grep -c $N",
            "No space left on device\nalready; rmdir one\n0\n" },
        { "mkdir", "for i in $(seq 20); do mkdir $O/snap/$N$i 2> /dev/null; done; (mkdir $O/snap/$N) 2>&1 | sed 's/.*: //'; rmdir $O/snap/$N*; ls $O/snap | grep -c $N", "No space left on device\n0\n" },
        { "diff", "mkdir $O/snap/$N-a; echo 7 > $T/Number; mkdir $O/snap/$N-b; cd $O/snap; diff -r $N-a/Thing/$N $N-b/Thing/$N; cd /; rmdir $O/snap/$N-a $O/snap/$N-b",
            "diff -r --no-dereference $N-a/Thing/$N/Number $N-b/Thing/$N/Number\n1c1\n< 42\n---\n> 7\n" },
        { "rmdir", "mkdir $O/snap/$N; cp -r $O/snap/$N/Thing/$N $D/copy && cat $D/copy/Text; rmdir $O/snap/$N && echo dropped", "hello\ndropped\n" },
        { "tail", "tail -n 0 -s 0.05 -f $O/audit > $D/followed & P=$!; until grep -q $N $D/followed; do echo $((i += 1)) > $T/Number; done; kill $P; grep -q \"$N/Number\" $D/followed && echo followed", "followed\n" },
    };

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_shell_uses_what_stands_beside_the_objects(string program, string script, string expected)
    {
        Tool.Find(program);
        var thing = new Thing($"v{Interlocked.Increment(ref _keys)}v");
        var scratch = Directory.CreateDirectory(Places.New());
        try
        {
            var outcome = Tool.Run(
                script.Replace("diff -r ", "diff -r --no-dereference ", StringComparison.Ordinal),
                variables: [("T", $"{mount.Path}/Thing/{thing.Key}"), ("D", scratch.FullName), ("M", mount.Path), ("O", $"{mount.Path}/.objectfs"), ("N", thing.Key)]);
            expected = expected.Replace("$PID", $"{Environment.ProcessId}", StringComparison.Ordinal).Replace("$M", mount.Path, StringComparison.Ordinal).Replace("$N", thing.Key, StringComparison.Ordinal);
            Assert.True(expected == outcome.Output, $"{script}\nprinted:\n{outcome.Output}\ninstead of:\n{expected}\nand said:\n{outcome.Error}");
        }
        finally
        {
            Tool.Run($"chmod -R u+w {scratch.FullName}; rm -rf {scratch.FullName}");
        }

        GC.KeepAlive(thing);
    }
}
