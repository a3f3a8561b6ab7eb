using System.Buffers.Binary;

namespace ObjectFs.NineP.Peers.Guests;

/// <summary>
/// What a guest is made of: Debian's Linux for user mode, which runs as a plain process without any privilege, with its 9P modules and one static busybox.
/// </summary>
internal sealed class GuestImage
{
    private static readonly string[] Modules = ["netfs", "fscache", "9pnet", "9pnet_fd", "9p"];

    private static readonly Lazy<GuestImage?> Shared = new(Build);

    private GuestImage(string kernel, string network, byte[] archive)
    {
        Kernel = kernel;
        Network = network;
        Archive = archive;
    }

    /// <summary>The kernel, a program.</summary>
    public string Kernel { get; }

    /// <summary>The program that is the guest's network.</summary>
    public string Network { get; }

    /// <summary>The first file system, without the guest's task.</summary>
    public byte[] Archive { get; }

    /// <summary>The image. Skips the test, loudly, where its parts are not installed.</summary>
    public static GuestImage Need()
    {
        var image = Shared.Value;
        if (image is null)
            Assert.Skip("no guest can be started: it takes the packages user-mode-linux, busybox-static and slirp");
        return image!;
    }

    private static GuestImage? Build()
    {
        var kernel = Programs.Find("linux.uml");
        var network = Programs.Find("slirp-fullbolt") ?? Programs.Find("slirp");
        var busybox = Programs.Find("busybox");
        const string Library = "/usr/lib/uml/modules";
        if (kernel is null || network is null || busybox is null || !Directory.Exists(Library))
            return null;

        var shell = File.ReadAllBytes(busybox);
        if (NeedsLibraries(shell))
            return null;

        var archive = new CpioArchive();
        foreach (var directory in (ReadOnlySpan<string>)["bin", "dev", "proc", "sys", "tmp", "mnt", "steps", "modules", "etc"])
            archive.AddDirectory(directory);
        archive.AddFile("bin/busybox", shell);
        archive.AddFile("etc/passwd", "root:x:0:0:root:/:/bin/sh\n");
        archive.AddFile("etc/group", "root:x:0:\n");
        var present = new List<string>();
        foreach (var module in Modules)
        {
            // what a kernel has built in has no file
            if (Directory.EnumerateFiles(Library, $"{module}.ko", SearchOption.AllDirectories).FirstOrDefault() is not { } file)
                continue;
            archive.AddFile($"modules/{module}.ko", File.ReadAllBytes(file));
            present.Add(module);
        }

        archive.AddFile("init", Init(present));
        return new(kernel, network, archive.Finish());
    }

    // An ELF file of 64 bits with a program header that names a loader. The guest has no libraries.
    private static bool NeedsLibraries(ReadOnlySpan<byte> program)
    {
        const int Interpreter = 3;
        var headers = BinaryPrimitives.ReadInt32LittleEndian(program[32..]);
        var size = BinaryPrimitives.ReadUInt16LittleEndian(program[54..]);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(program[56..]);
        for (var i = 0; i < count; i++)
        {
            if (BinaryPrimitives.ReadInt32LittleEndian(program[(headers + (i * size))..]) == Interpreter)
                return true;
        }

        return false;
    }

    private static string Init(IEnumerable<string> modules) => $"""
        #!/bin/busybox sh
        /bin/busybox mount -t proc proc /proc
        /bin/busybox --install -s /bin
        export PATH=/bin HOME=/
        mount -t sysfs sysfs /sys
        mount -t devtmpfs devtmpfs /dev
        mount -t tmpfs tmpfs /tmp
        for module in {string.Join(' ', modules)}; do insmod /modules/$module.ko; done
        ifconfig lo 127.0.0.1 up
        ifconfig eth0 10.0.2.15 netmask 255.255.255.0 up
        route add default gw {Guest.Host}
        sh /task
        poweroff -f

        """;
}
