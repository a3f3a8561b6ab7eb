using System.Text;
using ObjectFs.Tree;
using ObjectFs.WinFsp.Fake;

namespace ObjectFs.WinFsp.Tests;

/// <summary>A tree that is mounted, and the drive by which a test uses it. At the end nothing may be left of it, and nothing complained of.</summary>
internal sealed class Mounted : IDisposable
{
    public static readonly byte[] User = [1, 1, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0];

    private static int _mounts;

    private readonly int _others = StandIn.Alive - 1;

    private Mounted(WinFspMount mount)
    {
        Mount = mount;
        Drive = Drive.At(mount.MountPoint);
    }

    public WinFspMount Mount { get; }

    public Drive Drive { get; }

    /// <summary>A place where nothing is mounted.</summary>
    public static string NewPlace() => $@"C:\objectfs\{Interlocked.Increment(ref _mounts)}";

    public static Mounted Start(Node root, Func<WinFspMountOptions, WinFspMountOptions>? change = null)
    {
        var options = new WinFspMountOptions { MountPoint = NewPlace() };
        return new(Start(root, change?.Invoke(options) ?? options));
    }

    public static WinFspMount Start(Node root, WinFspMountOptions options) => WinFspMount.Start(root, options, new WinFspLibrary(StandIn.Export), User, null);

    /// <summary>A tree in memory, as a test fills it.</summary>
    public static Mounted Start(Action<MemoryDirectory> fill)
    {
        var root = MemoryDirectory.CreateRoot();
        fill(root);
        return Start(root);
    }

    public DriveFile Open(string path, Access access = Access.Read, Disposition disposition = Disposition.Open, CreateOptions options = CreateOptions.None)
    {
        Assert.Equal(NtStatus.Success, Drive.Create(path, disposition, access, out var file, options));
        return file!;
    }

    public NtStatus Try(string path, Access access = Access.Read, Disposition disposition = Disposition.Open, CreateOptions options = CreateOptions.None)
    {
        var status = Drive.Create(path, disposition, access, out var file, options);
        file?.Dispose();
        return status;
    }

    /// <summary>As <c>type</c> does.</summary>
    public string Read(string path)
    {
        using var file = Open(path);
        return Read(file);
    }

    public static string Read(DriveFile file)
    {
        var content = new MemoryStream();
        var buffer = new byte[4096];
        NtStatus status;
        while ((status = file.Read((ulong)content.Length, buffer, out var count)) >= 0 && count > 0)
            content.Write(buffer, 0, count);
        Assert.Equal(NtStatus.EndOfFile, status);
        return Encoding.UTF8.GetString(content.ToArray());
    }

    /// <summary>As <c>echo text &gt; path</c> does.</summary>
    public NtStatus Echo(string path, string text)
    {
        var status = Drive.Create(path, Disposition.OverwriteIf, Access.Write, out var file, CreateOptions.NonDirectoryFile);
        if (status < 0)
            return status;
        using (file)
            return file!.Write(0, Encoding.UTF8.GetBytes(text + "\r\n"), out _);
    }

    public IReadOnlyList<string> Names(string path, int room = 4096)
    {
        using var directory = Open(path, options: CreateOptions.DirectoryFile);
        Assert.Equal(NtStatus.Success, directory.ListAll(room, out var entries));
        return [.. entries.Select(static entry => entry.Name)];
    }

    /// <summary>Asks until a notice is there.</summary>
    public Notice NextNotice()
    {
        Notice? notice = null;
        Assert.True(SpinWait.SpinUntil(() => (notice = Drive.TakeNotice()) is not null, TimeSpan.FromSeconds(20)), "no notice came");
        return notice!;
    }

    public void Dispose()
    {
        Mount.Unmount();
        Assert.Empty(Drive.TakeComplaints());
        Assert.Equal(Violations.None, StandIn.TakeViolations());
        Assert.Equal(0, Mount.Statistics.OpenFiles);
        Assert.Equal(0, Mount.Statistics.Waiting);
        Assert.Equal(_others, StandIn.Alive);
    }
}
