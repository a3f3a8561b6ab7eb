using System.Runtime.InteropServices;
using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Clients;

/// <summary>A mount point, through the system calls of this process.</summary>
/// <param name="mountPoint">Where the tree is mounted.</param>
/// <param name="unmount">Ends the mount.</param>
public sealed unsafe class MountClient(string mountPoint, Action unmount) : Client
{
    private const int MaxText = 65536;

    public override Stat Stat(string path) => Stat(path, 0);

    public override Stat LinkStat(string path) => Stat(path, Libc.NoFollow);

    public override OpenFile Open(string path, OpenFlags flags)
    {
        var asked = (flags & (OpenFlags.Read | OpenFlags.Write)) switch
        {
            OpenFlags.Read | OpenFlags.Write => Libc.ReadWrite,
            OpenFlags.Write => Libc.WriteOnly,
            _ => Libc.ReadOnly,
        };
        if ((flags & OpenFlags.Truncate) != 0)
            asked |= Libc.Trunc;
        if ((flags & OpenFlags.Append) != 0)
            asked |= Libc.Append;
        if ((flags & OpenFlags.NonBlocking) != 0)
            asked |= Libc.NonBlock;
        return new MountFile((int)Check(Libc.Open(At(path), asked | Libc.CloseOnExec, 0), $"open {path}"));
    }

    public override OpenDirectory OpenDirectory(string path) =>
        new MountDirectory((int)Check(Libc.Open(At(path), Libc.ReadOnly | Libc.Directory | Libc.CloseOnExec, 0), $"opendir {path}"));

    public override string ReadLink(string path)
    {
        var buffer = stackalloc byte[4096];
        return Encoding.UTF8.GetString(buffer, (int)Check(Libc.ReadLink(At(path), buffer, 4096), $"readlink {path}"));
    }

    public override void Symlink(string target, string path) => Check(Libc.Symlink(target, At(path)), $"symlink {path}");

    public override void Rename(string from, string to) => Check(Libc.Rename(At(from), At(to)), $"rename {from} {to}");

    public override void Remove(string path) => Check(Libc.Unlink(At(path)), $"unlink {path}");

    public override void RemoveDirectory(string path) => Check(Libc.RemoveDirectory(At(path)), $"rmdir {path}");

    public override void MakeDirectory(string path) => Check(Libc.MakeDirectory(At(path), 0x1ED), $"mkdir {path}");

    public override void Create(string path) =>
        Libc.Close((int)Check(Libc.Open(At(path), Libc.WriteOnly | Libc.Creat | Libc.Exclusive | Libc.CloseOnExec, 0x1A4), $"creat {path}"));

    public override OpenFile Make(string path) =>
        new MountFile((int)Check(Libc.Open(At(path), Libc.WriteOnly | Libc.Creat | Libc.Trunc | Libc.CloseOnExec, 0x1A4), $"creat {path}"));

    public override void Truncate(string path, long size) => Check(Libc.Truncate(At(path), size), $"truncate {path}");

    public override void ChangeMode(string path, int mode) => Check(Libc.ChangeMode(At(path), mode), $"chmod {path}");

    public override byte[] GetXattr(string path, string name)
    {
        var buffer = new byte[MaxText];
        fixed (byte* value = buffer)
            return buffer[..(int)Check(Libc.GetXattr(At(path), name, value, MaxText), $"getxattr {path}")];
    }

    public override IReadOnlyList<string> ListXattrs(string path)
    {
        var buffer = new byte[MaxText];
        fixed (byte* list = buffer)
        {
            var length = Check(Libc.ListXattrs(At(path), list, MaxText), $"listxattr {path}");
            return Encoding.UTF8.GetString(buffer, 0, (int)length).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        }
    }

    public override void SetXattr(string path, string name, byte[] value)
    {
        fixed (byte* bytes = value)
            Check(Libc.SetXattr(At(path), name, bytes, (nuint)value.Length, 0), $"setxattr {path}");
    }

    public override void RemoveXattr(string path, string name) => Check(Libc.RemoveXattr(At(path), name), $"removexattr {path}");

    public override void Dispose() => unmount();

    internal static nint Check(nint result, string call) => result >= 0 ? result : throw new RefusedException((Errno)Marshal.GetLastPInvokeError(), call);

    private string At(string path) => mountPoint + path;

    private Stat Stat(string path, int flags)
    {
        // the layout of struct statx is the same on every architecture
        var x = stackalloc byte[256];
        Check(Libc.Statx(Libc.CurrentDirectory, At(path), flags, Libc.BasicStats, x), $"stat {path}");
        var mode = *(ushort*)(x + 28);
        return new((NodeKind)(mode >> 12), mode & 0xFFF, *(long*)(x + 40), *(ulong*)(x + 32), (*(long*)(x + 112) * 1_000_000_000) + *(uint*)(x + 120));
    }
}
