using System.Runtime.InteropServices;
using ObjectFs.Tree;
using Xunit;

namespace ObjectFs.Architecture.Tests;

/// <summary>The common vocabulary is the C library's.</summary>
public sealed partial class ErrnoTests
{
    [Fact]
    public void Every_errno_has_the_name_and_number_that_the_C_library_gives_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "skipped: the numbers are Linux's, and this is another system");
        foreach (var errno in Enum.GetValues<Errno>().Where(errno => errno != Errno.None))
        {
            var name = Marshal.PtrToStringUTF8(NameOf((int)errno));
            Assert.Equal(name, errno.ToString());
        }
    }

    [Fact]
    public void No_errno_of_the_C_library_is_missing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "skipped: the numbers are Linux's, and this is another system");
        var known = Enum.GetValues<Errno>().Select(errno => (int)errno).ToHashSet();
        Assert.DoesNotContain(Enumerable.Range(1, 133), number => NameOf(number) != 0 && !known.Contains(number));
    }

    // strerrorname_np(3), glibc 2.32 and later
    [LibraryImport("libc", EntryPoint = "strerrorname_np")]
    private static partial nint NameOf(int errno);
}
