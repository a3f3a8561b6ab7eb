using System.Collections.Frozen;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Wire;

/// <summary>The words by which Linux's client knows errors of 9P2000 (net/9p/error.c), letter for letter; of whatever else it makes ESERVERFAULT, "Unknown error 526".</summary>
internal static class LinuxErrorWords
{
    private static readonly FrozenSet<Errno> Known = new[]
    {
        Errno.EPERM, Errno.ENOENT, Errno.EINTR, Errno.EIO, Errno.ENXIO, Errno.E2BIG, Errno.EBADF, Errno.EAGAIN, Errno.ENOMEM, Errno.EACCES, Errno.EFAULT, Errno.ENOTBLK, Errno.EBUSY,
        Errno.EEXIST, Errno.EXDEV, Errno.ENODEV, Errno.ENOTDIR, Errno.EISDIR, Errno.EINVAL, Errno.ENFILE, Errno.EMFILE, Errno.ETXTBSY, Errno.EFBIG, Errno.ENOSPC, Errno.ESPIPE, Errno.EROFS,
        Errno.EMLINK, Errno.EPIPE, Errno.EDOM, Errno.ERANGE, Errno.EDEADLK, Errno.ENAMETOOLONG, Errno.ENOLCK, Errno.ENOSYS, Errno.ENOTEMPTY, Errno.ELOOP, Errno.ENOMSG, Errno.EIDRM,
        Errno.ENODATA, Errno.ENONET, Errno.ENOPKG, Errno.EREMOTE, Errno.ENOLINK, Errno.ECOMM, Errno.EPROTO, Errno.EBADMSG, Errno.EBADFD, Errno.ESTRPIPE, Errno.EUSERS, Errno.ENOTSOCK,
        Errno.EMSGSIZE, Errno.ENOPROTOOPT, Errno.EPROTONOSUPPORT, Errno.ESOCKTNOSUPPORT, Errno.EOPNOTSUPP, Errno.EPFNOSUPPORT, Errno.ENETDOWN, Errno.ENETUNREACH, Errno.ENETRESET,
        Errno.ECONNABORTED, Errno.ECONNRESET, Errno.ENOBUFS, Errno.EISCONN, Errno.ENOTCONN, Errno.ESHUTDOWN, Errno.ETIMEDOUT, Errno.ECONNREFUSED, Errno.EHOSTDOWN, Errno.EHOSTUNREACH,
        Errno.EALREADY, Errno.EINPROGRESS, Errno.EISNAM, Errno.EREMOTEIO, Errno.EDQUOT,
    }.ToFrozenSet();

    /// <summary>The words of an error, or those of the one that is nearest among those that Linux knows.</summary>
    public static string Of(Errno errno) => ErrorTexts.Of(Known.Contains(errno) ? errno : Nearest(errno));

    private static Errno Nearest(Errno errno) => errno switch
    {
        Errno.ESTALE or Errno.ESRCH => Errno.ENOENT,
        Errno.ECANCELED or Errno.ERESTART => Errno.EINTR,
        Errno.EILSEQ => Errno.EINVAL,
        Errno.EOVERFLOW => Errno.ERANGE,
        Errno.ENOTTY => Errno.EOPNOTSUPP,
        _ => Errno.EIO,
    };
}
