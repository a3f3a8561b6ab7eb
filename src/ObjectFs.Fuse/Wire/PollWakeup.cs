using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>Whom to wake (fuse_notify_poll_wakeup_out).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollWakeup
{
    public ulong KernelHandle;
}
