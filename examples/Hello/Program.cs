using ObjectFs;
using ObjectFs.NineP;

var alice = new Player("alice");
var bob = new Player("bob") { Friend = alice, Health = 80 };

try
{
    await using var fs = await ObjectFsServer.StartAsync(new ObjectFsOptions { Protocols = ObjectFsProtocols.FuseElseNineP, MountPoint = args.FirstOrDefault() });
    var objectfs = "dotnet run --project src/ObjectFs.Cli --";
    Console.WriteLine(fs.MountPoint is { } at
        ? $"""
        The players of this program are at {at}. In another terminal:

          ls -l {at}/Player/alice
          echo 42 > {at}/Player/alice/Health
          cat {at}/Player/bob/.json

        Ctrl-C ends the program and unmounts.
        """
        : $"""
        {fs.WhyNotMounted}
        Until then the players of this program are served over 9P, at {fs.Address}. In another terminal:

          {objectfs} ls -l Hello/Player/alice
          {objectfs} set Hello/Player/alice/Health 42
          {objectfs} cat Hello/Player/bob/.json

        Ctrl-C ends the program.
        """);

    // Ctrl-C ends the process, and the server unmounts on the way; an unmount from outside ends it as well
    await fs.Completion;
}
catch (NinePException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

GC.KeepAlive((alice, bob));
return 0;
