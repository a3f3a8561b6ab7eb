using System.Globalization;
using ObjectFs;
using ObjectFs.Fuse;
using ObjectFs.NineP;

// A program to be walked through: mount point, socket, the culture that it runs in. It answers each line of its input with one.
CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = new CultureInfo(args.ElementAtOrDefault(2) ?? "");
var first = new Beast("first");
var second = new Beast("second") { Other = first };
first.Other = second;
first.Around.AddRange([first, second, first.Around, first.Knot, null, 5]);
var shy = new Shy();
var everything = new Everything();
var ticker = new Ticker();
using var over = new CancellationTokenSource();

try
{
    await using var fs = await ObjectFsServer.StartAsync(new ObjectFsOptions
    {
        MountPoint = args[0],
        Protocols = ObjectFsProtocols.Fuse | ObjectFsProtocols.NineP,
        Address = NinePAddress.Unix(args[1]),
    });
    var stirring = new Thread(() => Stir(fs.MountPoint!)) { IsBackground = true };
    stirring.Start();
    Console.WriteLine("ready");
    while (Console.ReadLine() is { } line)
    {
        Console.WriteLine(line switch
        {
            "counts" => Counts.Report(),
            "changed" => everything.Changed(),
            _ => $"what is {line}?",
        });
    }

    over.Cancel();
    stirring.Join();
}
catch (FuseMountException exception)
{
    Console.WriteLine($"not ready: {exception.Message}");
    return 1;
}

GC.KeepAlive((first, second, shy, everything, ticker));
return 0;

// what changes by itself: collections, a value, an event, the audit
void Stir(string mountPoint)
{
    for (var i = 0; !over.Token.WaitHandle.WaitOne(5); i++)
    {
        first.Stir();
        File.WriteAllText(Path.Combine(mountPoint, "Ticker/one/Count"), i.ToString(CultureInfo.InvariantCulture));
    }
}
