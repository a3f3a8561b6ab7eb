using ObjectFs.Tree;

namespace ObjectFs.WinFsp.Tests;

/// <summary>Every errno has a status, and the ones that programs of Windows look at have theirs.</summary>
public sealed class StatusTests
{
    [Fact]
    public void Every_errno_is_refused_with_a_status_of_an_error()
    {
        Assert.Equal(NtStatus.Success, Statuses.Of(Errno.None));
        foreach (var errno in Enum.GetValues<Errno>().Where(static errno => errno != Errno.None))
        {
            var status = Statuses.Of(errno);
            Assert.True((uint)status >> 30 == 3, $"{errno} is {status}, which is no error");
            Assert.True(Enum.IsDefined(status), $"{errno} has a status without a name");
        }
    }

    [Fact]
    public void What_programs_go_by_has_the_number_that_they_know()
    {
        (Errno Errno, uint Status)[] known =
        [
            (Errno.EPERM, 0xC0000022), (Errno.EACCES, 0xC0000022), (Errno.ENOENT, 0xC0000034), (Errno.EEXIST, 0xC0000035), (Errno.ENOTDIR, 0xC0000103),
            (Errno.EISDIR, 0xC00000BA), (Errno.EINVAL, 0xC000000D), (Errno.ENOTEMPTY, 0xC0000101), (Errno.EBUSY, 0xC0000043), (Errno.ENOSPC, 0xC000007F),
            (Errno.EROFS, 0xC00000A2), (Errno.ENAMETOOLONG, 0xC0000033), (Errno.EXDEV, 0xC00000D4), (Errno.ETIMEDOUT, 0xC00000B5), (Errno.EIO, 0xC0000185),
            (Errno.EMFILE, 0xC000011F), (Errno.ENOSYS, 0xC00000BB), (Errno.EINTR, 0xC0000120), (Errno.ERANGE, 0xC0000095), (Errno.ENOMEM, 0xC000009A),
        ];
        Assert.Equal(known, known.Select(static pair => (pair.Errno, (uint)Statuses.Of(pair.Errno))));
    }

    [Fact]
    public void What_means_success_to_the_DLL_is_never_an_answer_to_a_refusal()
    {
        // a positive status is a success; STATUS_BUFFER_OVERFLOW makes the DLL ask again for ever
        Assert.DoesNotContain(Enum.GetValues<Errno>().Where(static errno => errno != Errno.None), static errno => Statuses.Of(errno) is NtStatus.Pending or NtStatus.BufferOverflow or >= 0);
    }
}
