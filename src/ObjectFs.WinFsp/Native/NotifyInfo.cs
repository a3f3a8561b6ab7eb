using System.Runtime.InteropServices;

namespace ObjectFs.WinFsp;

/// <summary>FSP_FSCTL_NOTIFY_INFO, without the path that follows it: <see cref="Size"/> is that of both, in bytes. Records are aligned to 8.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NotifyInfo
{
    public ushort Size;
    public NotifyFilter Filter;
    public NotifyAction Action;
}
