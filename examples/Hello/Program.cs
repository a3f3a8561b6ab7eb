using ObjectFs;
using ObjectFs.Fuse;

var alice = new Player("alice");
var bob = new Player("bob") { Friend = alice, Health = 80 };

try
{
    await using var fs = await ObjectFsServer.StartAsync(new ObjectFsOptions { MountPoint = args.FirstOrDefault() });
    Console.WriteLine($"""
        The players of this program are at {fs.MountPoint}. In another terminal:

          ls -l {fs.MountPoint}/Player/alice
          echo 42 > {fs.MountPoint}/Player/alice/Health
          cat {fs.MountPoint}/Player/bob/.json

        Ctrl-C ends the program and unmounts.
        """);

    // Ctrl-C ends the process, and the server unmounts on the way; an unmount from outside ends it as well
    await fs.Completion;
}
catch (FuseMountException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

GC.KeepAlive((alice, bob));
return 0;
