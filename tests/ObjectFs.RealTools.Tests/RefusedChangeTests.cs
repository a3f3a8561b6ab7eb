namespace ObjectFs.RealTools.Tests;

/// <summary>What the tree does not let be changed: an errno, never ENOSYS, never nothing, and no change.</summary>
public sealed class RefusedChangeTests(HostileProgram program) : IClassFixture<HostileProgram>
{
    private const string NotPermitted = "Operation not permitted";
    private const string Denied = "Permission denied";

    /// <summary>Programs, scripts, one of the errnos they meet. The directory is that of an object.</summary>
    public static TheoryData<string, string, string> Changes => new()
    {
        { "cp", "cp /etc/hostname $M/Beast/new", NotPermitted },
        { "cp", "cp -r /etc/apt .", NotPermitted },
        { "cp", "cp -r /etc/apt $M", NotPermitted },
        { "cp", "cp -r /etc/apt $M/Beast", NotPermitted },
        { "cp", "cp /etc/hostname AnInteger", "Invalid argument" },
        { "cp", "cp /etc/hostname ZReal", Denied },
        { "cp", "cp --remove-destination /etc/hostname AText", NotPermitted },
        { "cp", "cp -r . $M/Beast/new", NotPermitted },
        { "cp", "cp -l AText new", NotPermitted },
        { "cp", "cp -s AText AnInteger", "File exists" },
        { "tar", "tar c -C /etc apt | tar x", NotPermitted },
        { "rsync", "rsync -a /etc/apt .", NotPermitted },
        { "install", "install -m 600 /etc/hostname $M/.objectfs/new", NotPermitted },
        { "rm", "rm AnInteger", NotPermitted },
        { "rm", "rm -r Knot", NotPermitted },
        { "rm", "rm -rf $M/Settings", NotPermitted },
        { "rm", "rm -r $M/Beast/second/Finished", NotPermitted },
        { "rm", "rm .json .type .text .error", NotPermitted },
        { "rm", "rm Run .Run/call", NotPermitted },
        { "rm", "rm Happened Content", NotPermitted },
        { "rm", "rm Self", NotPermitted },
        { "rmdir", "rmdir Knot", NotPermitted },
        { "rmdir", "rmdir $M/Beast $M/.objectfs $M/.objectfs/stats", NotPermitted },
        { "rmdir", "rmdir $M/Beast/second", NotPermitted },
        { "touch", "touch Around/new Wild/new Words/new", NotPermitted },
        { "touch", "touch $M/new $M/Beast/new $M/.objectfs/new $M/Beast/.by/new", NotPermitted },
        { "touch", "touch Finished/new .Run/new", NotPermitted },
        { "mkdir", "mkdir new Knot/new $M/new $M/Beast/new $M/.objectfs/new", NotPermitted },
        { "mkdir", "mkdir AnInteger", "File exists" },
        { "mv", "mv AnInteger $M/Beast/new", NotPermitted },
        { "mv", "mv AnInteger AText", NotPermitted },
        { "mv", "mv Knot $D", NotPermitted },
        { "mv", "mv /etc/hostname-of-nobody . ; mv $M/Beast $M/Cow", NotPermitted },
        { "mv", "mv $M/Beast/first $M/Beast/third", NotPermitted },
        { "python3", "python3 -c 'import ctypes, os; c = ctypes.CDLL(None, use_errno=True); print(c.renameat2(-100, b\"AnInteger\", -100, b\"AText\", 2), os.strerror(ctypes.get_errno()))'", NotPermitted },
        { "ln", "ln AText new", NotPermitted },
        { "ln", "ln -sfn /etc Other", "Invalid argument" },
        { "ln", "ln -s /etc $M/new", NotPermitted },
        { "mkfifo", "mkfifo pipe", NotPermitted },
        { "mknod", "mknod device c 1 3", NotPermitted },
        { "chmod", "chmod 777 AnInteger", NotPermitted },
        { "chmod", "chmod -R a+w Knot", NotPermitted },
        { "chmod", "chmod 777 . .json Run Content Happened .type", NotPermitted },
        { "chmod", "chmod 777 $M $M/Beast $M/.objectfs $M/.objectfs/audit $M/Beast/.csv", NotPermitted },
        { "chown", "chown 1:1 AnInteger", NotPermitted },
        { "chown", "chown -R 1:1 .", NotPermitted },
        { "truncate", "truncate -s 5 ZReal", Denied },
        { "truncate", "truncate -s 5 Content Happened Infinite .type", Denied },
        { "truncate", "truncate -s 0 $M/.objectfs/audit", Denied },
        { "setfattr", "setfattr -n user.mine -v 1 AnInteger", NotPermitted },
        { "setfattr", "setfattr -x user.objectfs.type AnInteger", NotPermitted },
        { "fallocate", "fallocate -l 10 AnInteger", "not supported" },
        { "sed", "sed -i s/4/x/ AnInteger", "Invalid argument" },
        { "bash", "echo x > ZReal", Denied },
        { "bash", "echo x > Content", Denied },
        { "bash", "echo x > Happened", Denied },
        { "bash", "echo x > Infinite", Denied },
        { "bash", "echo x > .type", Denied },
        { "bash", "echo x > .error", Denied },
        { "bash", "echo x > Throws", Denied },
        { "bash", "echo x > Finished/result", Denied },
        { "bash", "echo x > $M/Beast/.csv", Denied },
        { "bash", "echo x > $M/.objectfs/audit", Denied },
        { "bash", "echo x > $M/.objectfs/version", Denied },
        { "bash", "echo x > $M/.objectfs/stats/fuse/.json", Denied },
        { "bash", "echo x > $M/.objectfs/snap/before/Beast/first/AnInteger", Denied },
        { "bash", "echo x > .json", "Invalid argument" },
        { "bash", "echo x > Knot", "Is a directory" },
        { "bash", "echo x > Knot/Value", "Invalid argument" },
        { "bash", "echo x > $M/Settings.new", NotPermitted },
        { "bash", "echo x > .watch/AnInteger", Denied },
        { "touch", "touch .watch/new; rm .watch/AnInteger; mkdir .watch/new", NotPermitted },
        { "python3", "python3 -c 'import os; os.open(\".\", os.O_TMPFILE | os.O_RDWR)'", "not supported" },
        { "python3", "python3 -c 'import mmap, os; mmap.mmap(os.open(\"AText\", os.O_RDONLY), 1, prot=mmap.PROT_READ, flags=mmap.MAP_SHARED)'", "No such device" },
        { "busybox", "busybox cp -r /etc/apt .", NotPermitted },
        { "busybox", "busybox rm -rf Knot", NotPermitted },
        { "busybox", "busybox mv AnInteger $M/Beast/new", NotPermitted },
        { "dotnet", "$O cp -r /etc/apt $S/Beast/first/apt", "" },
        { "dotnet", "$O set $S/Beast/first/AnInteger many", "" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_that_cannot_be_is_refused_with_an_errno(string tool, string script, string errno)
    {
        Tool.Find(tool);
        var names = Names();
        var counts = program.Ask("counts");
        var outcome = program.Run($"cd $M/Beast/first; {{ {script}; }} 2>&1");
        var said = outcome.Output + outcome.Error;
        Assert.True(said.Contains(errno, StringComparison.Ordinal) && said.Length > 0, $"{script} ended with {outcome.ExitCode} and said: {said}");
        Assert.DoesNotContain("Function not implemented", said, StringComparison.Ordinal);
        Assert.Equal(counts, program.Ask("counts"));
        Assert.Equal(names, Names());
    }

    private string Names() => program.Run("cd $M; find . -maxdepth 3 \\( -path './Ticker/*' -o -path './.objectfs/*' -o -path '*/Restless*' \\) -prune -o -printf '%p %M %U %G %l\\n' | sort; ls .objectfs; cat Beast/first/{AnInteger,AText,Knot/Value}").Output;
}
