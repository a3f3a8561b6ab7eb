namespace ObjectFs.RealTools.Tests;

/// <summary>What common programs do to streams, each a line of a table. $T is the directory of a new object.</summary>
public sealed class StreamTests(Mount mount)
{
    private const string Poll = """
        import os, select, sys
        t = sys.argv[1]
        fd = os.open(t + "/.watch/Number", os.O_RDONLY | os.O_NONBLOCK)
        p = select.poll()
        p.register(fd, select.POLLIN)
        print(p.poll(0))
        try:
            os.read(fd, 100)
        except BlockingIOError:
            print("again")
        open(t + "/Number", "w").write("7\n")
        print(p.poll(20000) == [(fd, select.POLLIN)], os.read(fd, 100))
        """;

    private const string InVain = """
        import os, select, sys
        t = sys.argv[1]
        for name, event in (("/.watch/Number", select.POLLIN), ("/Number", select.POLLPRI), ("/Key", select.POLLPRI)):
            fd = os.open(t + name, os.O_RDONLY | os.O_NONBLOCK)
            if event == select.POLLPRI:
                os.read(fd, 100)
            p = select.poll()
            p.register(fd, event)
            print(sum(len(p.poll(1)) for _ in range(1100)))
        """;

    private static int _keys;

    /// <summary>Programs, script, what it prints.</summary>
    public static TheoryData<string, string, string> Scripts => new()
    {
        { "timeout", "timeout 1 cat $T/.watch/Number; echo $?", "124\n" },
        { "bash", "exec 3< $T/.watch/Number; echo 7 > $T/Number; read -u 3 x; echo $x", "7\n" },
        { "bash", "exec 3< $T/.watch/Number; for i in 1 2 3; do echo $i > $T/Number; head -c 2 <&3; done", "1\n2\n3\n" },
        { "cat", "coproc cat $T/.watch/Rang; until read -t 0 -u ${COPROC[0]}; do echo $((i += 1)) > $T/Bell; done; read -u ${COPROC[0]} x; kill $COPROC_PID; echo $x | cut -c1-8", "{\"time\":\n" },
        { "tail", "cat $T/Rang; echo 1 > $T/Bell; timeout 40 tail -n +1 -f $T/Rang | (n=1; while [ $n -lt 4 ] && read x; do n=$((n+1)); echo $x | grep -o 'value.*'; echo $n > $T/Bell; done)", "value\":1}\nvalue\":2}\nvalue\":3}\n" },
        { "grep", "cat $T/Rang; echo 5 > $T/Bell; until [ -s $T/Rang ]; do :; done; grep -c '\"value\":5' $T/Rang; [ $(stat -c %s $T/Rang) = $(wc -c < $T/Rang) ] && echo exact", "1\nexact\n" },
        { "ls", "ls -A $T | grep -c watch; ls -A $T/.watch | wc -l; [ -d $T/.watch ] && [ -f $T/.watch/all ] && echo there", "0\n0\nthere\n" },
        { "python3", $"python3 -c '{Poll}' $T", "[]\nagain\nTrue b'7\\n'\n" },
        { "python3", $"python3 -c '{InVain}' $T", "0\n0\n0\n" },
    };

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_program_follows_what_happens(string program, string script, string expected)
    {
        Tool.Find(program);
        var bell = new Doorbell($"b{Interlocked.Increment(ref _keys)}");
        var outcome = Tool.Run(script, variables: [("T", $"{mount.Path}/Doorbell/{bell.Key}")]);
        Assert.True(expected == outcome.Output, $"{script}\nprinted:\n{outcome.Output}\ninstead of:\n{expected}\nand said:\n{outcome.Error}");
        GC.KeepAlive(bell);
    }
}
