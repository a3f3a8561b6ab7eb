using ObjectFs;
using ObjectFs.Fuse;

var (anna, boris) = (new Customer("anna", "Bergen"), new Customer("boris", "Graz"));
Order[] orders =
[
    new(1001, anna) { Lines = { new(2, "lamp"), new(1, "tent") }, Tags = { "gift" } },
    new(1002, boris) { Lines = { new(3, "rope") }, Status = Status.Paid },
    new(1003, anna) { Lines = { new(1, "lamp") }, Discount = 10 },
];

try
{
    await using var fs = await ObjectFsServer.StartAsync(new ObjectFsOptions { MountPoint = args.FirstOrDefault() });
    Console.WriteLine($$"""
        A shop with three orders is at {{fs.MountPoint}}. In another terminal:

          cd {{fs.MountPoint}}
          cat Order/.csv; ls Order/.by/Status/Open
          echo 3 rope > Order/1001/Lines/+; touch Order/1001/Tags/urgent; cat Order/1001/.json
          echo '{"$if": {"Status": "Open"}, "Status": "Paid"}' > Order/1003/.json

        examples/Orders/README.md goes on: many orders at once, and what changed. Ctrl-C ends the program and unmounts.
        """);
    await fs.Completion;
}
catch (FuseMountException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

GC.KeepAlive(orders);
return 0;
