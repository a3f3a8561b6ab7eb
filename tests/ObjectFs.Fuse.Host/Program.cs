using ObjectFs.Fuse;
using ObjectFs.Tree;

// <mount point> [ro|other]: mounts a small tree, says "ready", then does what it reads: hold (opens an own file for writing), exit, unmount; ends at the end of input
var volume = new MemoryVolume(3L << 30);
var root = volume.CreateRoot();
root.AddFile("hello", "hello\n"u8);
var value = new byte[64];
value.AsSpan().Fill((byte)'v');
value[^1] = (byte)'\n';
root.AddFile("small", value);
for (var i = 0; i < 15; i++)
    root.AddFile($"small{i}", value);
await root.AddFile("big").SetAttributesAsync(new AttributeChanges { Size = 1L << 30 }, Caller.Self, CancellationToken.None);
var many = root.AddDirectory("dir10k");
for (var i = 0; i < 10_000; i++)
    many.AddFile($"f{i:D5}", "file\n"u8);

FuseMount mount;
try
{
    mount = await FuseMount.StartAsync(
        root,
        new FuseMountOptions { MountPoint = args[0], ReadOnly = args.Contains("ro"), AllowOther = args.Contains("other") },
        logger: null,
        CancellationToken.None);
}
catch (FuseMountException exception)
{
    Console.WriteLine($"{exception.Errno}: {exception.Message}");
    return 1;
}

await using (mount)
{
    Console.WriteLine("ready");
    FileStream? held = null;
    while (Console.ReadLine() is { } command)
    {
        switch (command)
        {
            case "hold":
                held = new FileStream(Path.Join(mount.MountPoint, "held"), FileMode.Create, FileAccess.ReadWrite);
                held.Write("held"u8);
                held.Flush();
                Console.WriteLine("holding");
                break;
            case "exit":
                Environment.Exit(3);
                break;
            case "unmount":
                mount.Unmount();
                Console.WriteLine("unmounted");
                break;
        }
    }

    GC.KeepAlive(held);
}

return 0;
