using ObjectFs.Tree;

namespace ObjectFs.WinFsp;

/// <summary>Linux's error numbers as Windows says them. What has no counterpart is <see cref="NtStatus.IoDeviceError"/>, as an error of input and output is.</summary>
internal static class Statuses
{
    public static NtStatus Of(Errno errno) => errno switch
    {
        Errno.None => NtStatus.Success,
        Errno.EPERM or Errno.EACCES or Errno.EBADF => NtStatus.AccessDenied,
        Errno.ENOENT => NtStatus.ObjectNameNotFound,
        Errno.EINTR or Errno.ECANCELED => NtStatus.Cancelled,
        Errno.ENXIO or Errno.ENODEV => NtStatus.NoSuchDevice,
        Errno.E2BIG or Errno.EMSGSIZE => NtStatus.InvalidBufferSize,
        Errno.ENOEXEC => NtStatus.InvalidImageFormat,
        Errno.EAGAIN => NtStatus.Retry,
        Errno.ENOMEM or Errno.ENOBUFS or Errno.ENOLCK => NtStatus.InsufficientResources,
        Errno.EBUSY or Errno.ETXTBSY => NtStatus.SharingViolation,
        Errno.EEXIST => NtStatus.ObjectNameCollision,
        Errno.EXDEV => NtStatus.NotSameDevice,
        Errno.ENOTDIR => NtStatus.NotADirectory,
        Errno.EISDIR => NtStatus.FileIsADirectory,
        Errno.EINVAL or Errno.EDOM => NtStatus.InvalidParameter,
        Errno.ENFILE or Errno.EMFILE => NtStatus.TooManyOpenedFiles,
        Errno.EFBIG => NtStatus.FileTooLarge,
        Errno.ENOSPC => NtStatus.DiskFull,
        Errno.EDQUOT => NtStatus.DiskQuotaExceeded,
        Errno.ESPIPE or Errno.ENOTTY => NtStatus.InvalidDeviceRequest,
        Errno.EROFS => NtStatus.MediaWriteProtected,
        Errno.EMLINK => NtStatus.TooManyLinks,
        Errno.EPIPE => NtStatus.PipeBroken,
        Errno.ERANGE or Errno.EOVERFLOW => NtStatus.IntegerOverflow,
        Errno.EDEADLK => NtStatus.PossibleDeadlock,
        Errno.ENAMETOOLONG => NtStatus.ObjectNameInvalid,
        Errno.ENOSYS or Errno.EOPNOTSUPP => NtStatus.NotSupported,
        Errno.ENOTEMPTY => NtStatus.DirectoryNotEmpty,
        Errno.ELOOP => NtStatus.ReparsePointNotResolved,
        Errno.ESRCH or Errno.ECHILD or Errno.ENODATA or Errno.ENOMSG => NtStatus.NotFound,
        Errno.EILSEQ => NtStatus.UnmappableCharacter,
        Errno.ESTALE or Errno.EIDRM => NtStatus.FileInvalid,
        Errno.ETIMEDOUT or Errno.ETIME => NtStatus.IoTimeout,
        Errno.ECONNREFUSED => NtStatus.ConnectionRefused,
        Errno.ECONNRESET => NtStatus.ConnectionReset,
        Errno.ECONNABORTED => NtStatus.ConnectionAborted,
        Errno.ENOTCONN or Errno.ESHUTDOWN => NtStatus.ConnectionDisconnected,
        Errno.EADDRINUSE => NtStatus.AddressAlreadyAssociated,
        Errno.ENETUNREACH or Errno.ENETDOWN => NtStatus.NetworkUnreachable,
        Errno.EHOSTUNREACH or Errno.EHOSTDOWN => NtStatus.HostUnreachable,
        _ => NtStatus.IoDeviceError,
    };
}
