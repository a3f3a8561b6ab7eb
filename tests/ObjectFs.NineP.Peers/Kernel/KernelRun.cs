using ObjectFs.NineP.Peers.Captures;
using ObjectFs.NineP.Peers.Guests;
using ObjectFs.NineP.Peers.Subjects;

namespace ObjectFs.NineP.Peers.Kernel;

/// <summary>One boot of a guest that mounts the tree and does to it what people do; and what was said over the wire meanwhile.</summary>
internal sealed record KernelRun(KernelMount Mount, Tree Tree, Transcript Transcript, IReadOnlyList<Segment> Segments)
{
    /// <summary>The outcome of a step.</summary>
    public Outcome this[string label] => Transcript[label];

    /// <summary>Goes through all steps.</summary>
    public static async Task<KernelRun> OfAsync(KernelMount mount, CancellationToken cancellationToken)
    {
        await using var served = await Served.StartAsync(cancellationToken);
        await using var recorder = new Recorder(served.Port);
        var transcript = await Guest.RunAsync(Steps(mount, recorder.Port), cancellationToken);
        return new(mount, served.Tree, transcript, recorder.Segments);
    }

    private static IEnumerable<Step> Steps(KernelMount mount, int port) =>
    [
        new("mount", mount.Command(port)) { IsVital = true },
        new("ls", "ls -lR /mnt/Motor"),
        new("find", "cd /mnt; find Motor ! -name '.*' | sort"),
        new("cat", "cd /mnt/Motor/left; cat Speed Load Label Gear Limits/High Limits/Low Tags/0 Tags/1"),
        new("grep", "grep -rl hello /mnt/Motor/right"),
        new("tar", "tar c -C /mnt/Motor left | tar t"),
        new("dd", "dd if=/mnt/Motor/left/Blob bs=777 2> /dev/null | sha256sum"),
        new("dd large", "dd if=/mnt/Motor/left/Blob bs=1M 2> /dev/null | sha256sum"),
        new("echo", "echo 40 > /mnt/Motor/left/Speed"),
        new("echo again", "echo 41 >> /mnt/Motor/right/Speed"),
        new("echo text", "echo text with blanks > /mnt/Motor/left/Label"),
        new("echo name", "echo second > /mnt/Motor/left/Gear"),
        new("echo nested", "echo 99.5 > /mnt/Motor/left/Limits/High"),
        new("cat echoed", "cd /mnt/Motor/left; cat Speed Label Gear Limits/High"),
        new("echo nonsense", "echo abc > /mnt/Motor/left/Load"),
        new("echo too large", "echo 1.5 > /mnt/Motor/left/Load"),
        new("cat refused", "cat /mnt/Motor/left/Load"),
        new("echo nowhere", "echo 1 > /mnt/Motor/Absent"),
        new(
            "dd out",
            "head -c 200000 /dev/zero | tr '\\0' x > /tmp/x; dd if=/tmp/x of=/mnt/Motor/right/Blob bs=64k 2> /dev/null; "
                + "sha256sum < /tmp/x; sha256sum < /mnt/Motor/right/Blob"),
        new("readlink", "readlink /mnt/Motor/left/Twin"),
        new("follow", "ls -1 /mnt/Motor/left/Twin/"),
        new("many", "cd /mnt/Many; printf '%s\\n' * | sort -n > /tmp/many; wc -l < /tmp/many; uniq /tmp/many | wc -l; head -n 1 /tmp/many; tail -n 1 /tmp/many"),
        new("one of many", "cat /mnt/Many/1234/Value; ls -d /mnt/Many/9999"),
        new("live", "for i in 1 2 3; do cat /mnt/Counter/Looks; done | sort -u | wc -l"),
        new("crowd", "for i in $(seq 20); do cat /mnt/Motor/right/Label & done; wait"),
        new(
            "refusals",
            "cd /mnt/Motor/left; mkdir new; rm Speed; mv Limits Fast; touch ../new; rmdir Limits; chmod 600 Speed; "
                + "ln -s Speed Soft; ln Speed Hard; mknod pipe p; touch Speed; fsync Speed; df . > /dev/null; sync; cd /; ls /mnt/Absent"),
        new("killed reader", Interrupt),
        new("after the killed reader", "cat /mnt/Motor/right/Label"),
        new("unmount", "umount /mnt"),
        new("kernel log", "dmesg | grep -iE '9p|v9fs|oops|bug:' | grep -vE 'Installing v9fs|Installing 9P2000|Command line'"),
    ];

    // a reader is killed while its getter does not end
    private const string Interrupt = """
        cat /mnt/Gate/Closed &
        reader=$!
        until [ "$(cat /mnt/Gate/Waiting)" != 0 ]; do :; done
        kill -KILL $reader
        wait $reader
        echo $?
        """;
}
