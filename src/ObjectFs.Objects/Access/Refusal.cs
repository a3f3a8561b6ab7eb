using System.ComponentModel.DataAnnotations;
using System.Reflection;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Access;

/// <summary>What an exception of the program's means to the person who caused it: the one table from exceptions to errnos.</summary>
internal static class Refusal
{
    public static Failure From(Exception exception)
    {
        while (exception is TargetInvocationException { InnerException: { } inner })
            exception = inner;
        return exception is RefusalException refusal
            ? refusal.Failure
            : new Failure(ErrnoOf(exception), $"{exception.GetType().Name}: {exception.Message}");
    }

    private static Errno ErrnoOf(Exception exception) => exception switch
    {
        OverflowException => Errno.ERANGE,
        FormatException or ArgumentException or ValidationException => Errno.EINVAL,
        UnauthorizedAccessException => Errno.EACCES,
        KeyNotFoundException => Errno.ENOENT,
        NotSupportedException => Errno.EOPNOTSUPP,
        TimeoutException => Errno.ETIMEDOUT,
        OperationCanceledException => Errno.EINTR,
        _ => Errno.EIO,
    };
}
