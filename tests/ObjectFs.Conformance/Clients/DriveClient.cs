using ObjectFs.Tree;
using ObjectFs.WinFsp;
using ObjectFs.WinFsp.Fake;

namespace ObjectFs.Conformance.Clients;

/// <summary>A drive of Windows, as WinFsp's driver has it from the gateway. Windows knows fewer refusals than Linux: where a status stands for several, the client guesses.</summary>
/// <param name="drive">The drive.</param>
/// <param name="unmount">Ends the mount.</param>
internal sealed class DriveClient(Drive drive, Action unmount) : Client
{
    private const int Directory = 0x1ED, Writable = 0x1A4, ReadOnly = 0x124;
    private const int EveryoneWrites = 0x92;
    private const long UnixEpoch = 116_444_736_000_000_000;

    // the right to write is all that there is of a mode, and of a directory not even that
    public override int ToldMode(NodeKind kind) => kind == NodeKind.File ? 0x80 : 0;

    public override Stat Stat(string path)
    {
        using var file = Open(path, Access.ReadAttributes);
        return StatOf(file.Info);
    }

    public override Stat LinkStat(string path)
    {
        using var file = Open(path, Access.ReadAttributes, options: CreateOptions.OpenReparsePoint);
        return StatOf(file.Info);
    }

    public override OpenFile Open(string path, OpenFlags flags)
    {
        var access = ((flags & OpenFlags.Read) != 0 ? Access.Read : Access.None)
            | ((flags & OpenFlags.Append) != 0 ? Access.AppendData : (flags & OpenFlags.Write) != 0 ? Access.Write : Access.None);
        var disposition = (flags & OpenFlags.Truncate) != 0 ? Disposition.Overwrite : Disposition.Open;
        return new OpenDriveFile(Open(path, access, disposition, CreateOptions.NonDirectoryFile), flags);
    }

    public override OpenDirectory OpenDirectory(string path) => new OpenDriveDirectory(Open(path, Access.Read, options: CreateOptions.DirectoryFile));

    public override string ReadLink(string path)
    {
        using var file = Open(path, Access.ReadAttributes, options: CreateOptions.OpenReparsePoint);
        Check(file.ReadLink(out var target), $"readlink {path}");
        return target.Replace('\\', '/');
    }

    public override void Symlink(string target, string path) => throw new NotSupportedException();

    public override void Rename(string from, string to)
    {
        using var file = Open(from, Access.Delete, options: CreateOptions.OpenReparsePoint);
        Check(file.Rename(At(to), replace: true), $"rename {from} {to}");
    }

    public override void Remove(string path) => Remove(path, LinkStat(path).Kind == NodeKind.Symlink ? CreateOptions.None : CreateOptions.NonDirectoryFile);

    public override void RemoveDirectory(string path) => Remove(path, CreateOptions.DirectoryFile);

    public override void MakeDirectory(string path) => Open(path, Access.Read, Disposition.Create, CreateOptions.DirectoryFile).Dispose();

    public override void Create(string path)
    {
        try
        {
            Open(path, Access.Write, Disposition.Create, CreateOptions.NonDirectoryFile).Dispose();
        }
        catch (RefusedException refused) when (refused.Errno == Errno.EISDIR)
        {
            // of what is there WinFsp tells that it is a directory, rather than that it is there
            throw new RefusedException(Errno.EEXIST, $"creat {path}");
        }
    }

    public override OpenFile Make(string path) => new OpenDriveFile(Open(path, Access.Write, Disposition.OverwriteIf, CreateOptions.NonDirectoryFile), OpenFlags.Write);

    public override void Truncate(string path, long size)
    {
        using var file = Open(path, OpenFlags.Write);
        file.Truncate(size);
        file.Close();
    }

    public override void ChangeMode(string path, int mode)
    {
        using var file = Open(path, Access.WriteAttributes);
        Check(file.SetBasics((mode & EveryoneWrites) == 0 ? FileAttributes.ReadOnly : FileAttributes.Normal), $"attrib {path}");
    }

    public override byte[] GetXattr(string path, string name) => throw new NotSupportedException();

    public override IReadOnlyList<string> ListXattrs(string path) => throw new NotSupportedException();

    public override void SetXattr(string path, string name, byte[] value) => throw new NotSupportedException();

    public override void RemoveXattr(string path, string name) => throw new NotSupportedException();

    public override void Dispose()
    {
        unmount();
        Assert.Empty(drive.TakeComplaints());
        Assert.Equal(Violations.None, StandIn.TakeViolations());
    }

    internal static NodeKind KindOf(in WinFsp.FileInfo info) => (info.Attributes & FileAttributes.ReparsePoint) != 0 ? NodeKind.Symlink
        : (info.Attributes & FileAttributes.Directory) != 0 ? NodeKind.Directory
        : NodeKind.File;

    internal static void Check(NtStatus status, string call)
    {
        if (status >= 0)
            return;
        var (errno, isExact) = DriveRefusals.Of(status);
        throw new RefusedException(errno, $"{call} ({status})", isExact);
    }

    private static Stat StatOf(in WinFsp.FileInfo info)
    {
        var kind = KindOf(info);
        var mode = kind == NodeKind.Directory ? Directory : (info.Attributes & FileAttributes.ReadOnly) != 0 ? ReadOnly : Writable;
        return new(kind, mode, (long)info.FileSize, info.IndexNumber, ((long)info.LastWriteTime - UnixEpoch) * 100);
    }

    private static string At(string path) => path.Replace('/', '\\');

    private void Remove(string path, CreateOptions options)
    {
        using var file = Open(path, Access.Delete, options: options | CreateOptions.OpenReparsePoint);
        Check(file.SetDelete(), $"delete {path}");
    }

    private DriveFile Open(string path, Access access, Disposition disposition = Disposition.Open, CreateOptions options = CreateOptions.None)
    {
        Check(drive.Create(At(path), disposition, access, out var file, options), $"open {path}");
        return file!;
    }
}
