using ObjectFs.Tree;
using ObjectFs.WinFsp;

namespace ObjectFs.Conformance.Clients;

/// <summary>From the statuses of Windows back to numbers of Linux, where only one can be meant.</summary>
internal static class DriveRefusals
{
    /// <summary>What has a status in common with another number, and is never said by the tree.</summary>
    private static readonly Errno[] Unsaid = [Errno.EDOM, Errno.EOVERFLOW, Errno.EIDRM, Errno.ETIME, Errno.ETXTBSY, Errno.ENOSYS, Errno.EFAULT];

    private static readonly Dictionary<NtStatus, Errno[]> Meant =
        Enum.GetValues<Errno>().Except(Unsaid).GroupBy(Statuses.Of).ToDictionary(static group => group.Key, static group => group.ToArray());

    public static (Errno Errno, bool IsExact) Of(NtStatus status) => status switch
    {
        // whatever has no counterpart
        NtStatus.IoDeviceError => (Errno.EIO, true),

        // one of the directories on the way is not there, or is none
        NtStatus.ObjectPathNotFound => (Errno.ENOENT, false),

        // the driver and its DLL refuse with these themselves
        NtStatus.ObjectNameInvalid or NtStatus.InvalidDeviceRequest => (Errno.EINVAL, false),
        NtStatus.CannotDelete => (Errno.EACCES, false),
        _ => Meant.TryGetValue(status, out var errnos) ? (errnos[0], errnos.Length == 1) : (Errno.EIO, false),
    };
}
