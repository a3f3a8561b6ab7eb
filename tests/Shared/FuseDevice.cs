using Xunit;

namespace ObjectFs.Tests.Shared;

/// <summary>Whether anything can be mounted on this machine by this user.</summary>
internal static class FuseDevice
{
    /// <summary>Skips the test, loudly, where nothing can.</summary>
    public static void Need()
    {
        try
        {
            using var device = File.OpenHandle("/dev/fuse", FileMode.Open, FileAccess.ReadWrite);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Assert.Skip($"nothing can be mounted here: {exception.Message}");
        }

        if (!Environment.IsPrivilegedProcess && !Array.Exists((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), path => File.Exists(Path.Combine(path, "fusermount3"))))
            Assert.Skip("nothing can be mounted here: an ordinary user needs fusermount3, of the package fuse3");
    }
}
