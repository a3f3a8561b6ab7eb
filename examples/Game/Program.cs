using ObjectFs;
using ObjectFs.Fuse;

Player[] players = [new() { Name = "alice" }, new() { Name = "bob", Health = 40 }];
using var over = new CancellationTokenSource();

try
{
    await using var fs = await ObjectFsServer.StartAsync(new ObjectFsOptions { MountPoint = args.FirstOrDefault() });
    Console.WriteLine($"""
        A game is at {fs.MountPoint}. In another terminal:

          cd {fs.MountPoint}/Player/bob
          ./Heal 25; ./Heal --help; ./Hit lots
          cat .watch/Health &   # then, here or elsewhere: ./Hit 30
          echo rope > Bag/+; mkdir ../carol; cat ../.csv

        Ctrl-C ends the program and unmounts.
        """);
    _ = fs.Completion.ContinueWith(_ => over.Cancel(), TaskScheduler.Default);
    Player.Loop.Run(turn: static () => { }, over.Token);
}
catch (FuseMountException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

GC.KeepAlive(players);
return 0;
