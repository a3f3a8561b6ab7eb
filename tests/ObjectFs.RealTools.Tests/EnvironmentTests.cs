using ObjectFs.Tests.Shared;

namespace ObjectFs.RealTools.Tests;

/// <summary>A woven program that never mentions a server, started by its environment.</summary>
public sealed class EnvironmentTests
{
    public static TheoryData<string, string, string> Wrong => new()
    {
        { "OBJECTFS_PROTO", "smb", "OBJECTFS_PROTO: 'smb' is not a protocol" },
        { "OBJECTFS_LOG", "loud", "OBJECTFS_LOG: 'loud' is not a level" },
        { "OBJECTFS_AUTOSTART", "perhaps", "OBJECTFS_AUTOSTART: 'perhaps' is neither true nor false" },
        { "OBJECTFS_ALLOW_OTHER", "2", "OBJECTFS_ALLOW_OTHER: '2' is neither true nor false" },
        { "OBJECTFS_READONLY", "x", "OBJECTFS_READONLY: 'x' is neither true nor false" },
        { "OBJECTFS_REQUIRED", "x", "OBJECTFS_REQUIRED: 'x' is neither true nor false" },
        { "OBJECTFS_ADDRESS", "127.0.0.1:564", "OBJECTFS_ADDRESS is an address to listen at" },
    };

    [Fact]
    public void The_environment_alone_serves_a_woven_program()
    {
        FuseDevice.Need();
        var at = Places.New();
        using var quiet = new Child("tests/Quiet", [], ("OBJECTFS_PROTO", "fuse"), ("OBJECTFS_MOUNTPOINT", at));
        quiet.Await("running");
        Assert.True(SpinWait.SpinUntil(() => Places.IsMounted(at), Tool.Patience), "not mounted");
        Assert.Equal("5\n", Tool.Run($"cat {at}/Lamp/1/Brightness && echo 9 > {at}/Lamp/1/Brightness").Output);
        quiet.Input.WriteLine("brightness");
        quiet.Await("9");
        quiet.Input.Close();
        quiet.AwaitEnd();
        Assert.Equal(0, quiet.ExitCode);
        Assert.False(Places.IsMounted(at));
    }

    [Fact]
    public void A_program_without_the_variables_serves_nothing_and_says_nothing()
    {
        using var quiet = new Child("tests/Quiet", []);
        quiet.Await("running");
        quiet.Input.Close();
        quiet.AwaitEnd();
        Assert.Equal("", quiet.Said);
    }

    [Fact]
    public void A_program_that_is_not_to_start_anything_does_not_whatever_else_is_asked_for()
    {
        // what is required and cannot be would end it
        using var quiet = new Child(
            "tests/Quiet", [], ("OBJECTFS_AUTOSTART", "false"), ("OBJECTFS_REQUIRED", "true"), ("OBJECTFS_PROTO", "fuse"), ("OBJECTFS_MOUNTPOINT", "/nowhere/at/all"));
        quiet.Await("running");
        quiet.Input.Close();
        quiet.AwaitEnd();
        Assert.Equal(0, quiet.ExitCode);
        Assert.Equal("", quiet.Said);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_value_is_said_and_the_program_goes_on(string name, string value, string sentence)
    {
        using var quiet = new Child("tests/Quiet", [], ("OBJECTFS_PROTO", "fuse"), ("OBJECTFS_MOUNTPOINT", "/nowhere/at/all"), (name, value));
        quiet.Await("running");
        quiet.Input.WriteLine("still here");
        quiet.Await("still here");
        quiet.Input.Close();
        quiet.AwaitEnd();
        Assert.Equal(0, quiet.ExitCode);
        Assert.Contains(sentence, quiet.Said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mount_point_that_cannot_be_is_said_and_the_program_goes_on()
    {
        using var quiet = new Child("tests/Quiet", [], ("OBJECTFS_PROTO", "fuse"), ("OBJECTFS_MOUNTPOINT", "/nowhere/at/all"));
        quiet.Await("running");
        quiet.AwaitSaid("the program goes on without it");
        Assert.Contains("The mount point /nowhere/at/all cannot be made: the directory /nowhere/at does not exist. Make it first: mkdir -p '/nowhere/at'; the program goes on without it", quiet.SaidSoFar, StringComparison.Ordinal);
        quiet.Input.WriteLine("still here");
        quiet.Await("still here");
        quiet.Input.Close();
        quiet.AwaitEnd();
        Assert.Equal(0, quiet.ExitCode);
    }

    [Theory]
    [InlineData("Information", true, true)]
    [InlineData("Warning", true, false)]
    [InlineData("Error", false, false)]
    [InlineData("None", false, false)]
    public void What_is_said_of_the_start_is_what_the_level_lets_through(string level, bool warning, bool information)
    {
        var socket = $"{Places.New()}.9p";
        using var quiet = new Child(
            "tests/Quiet", [], ("OBJECTFS_LOG", level), ("OBJECTFS_PROTO", "auto"), ("OBJECTFS_MOUNTPOINT", "/nowhere/at/all"), ("OBJECTFS_ADDRESS", $"unix:{socket}"));
        quiet.Await("running");
        Assert.True(SpinWait.SpinUntil(() => File.Exists(socket), Tool.Patience), "it does not listen at the address");
        if (information)
            quiet.AwaitSaid($"ObjectFs: listening at unix:{socket}");
        quiet.Input.Close();
        quiet.AwaitEnd();
        Assert.Equal(warning, quiet.Said.Contains("ObjectFs: Served over 9P instead of FUSE: The mount point /nowhere/at/all cannot be made", StringComparison.Ordinal));
        Assert.Equal(warning, quiet.Said.Length > 0);
    }

    [Theory]
    [InlineData("OBJECTFS_MOUNTPOINT", "/nowhere/at/all")]
    [InlineData("OBJECTFS_PROTO", "smb")]
    public void What_is_required_ends_the_program_where_it_cannot_be(string name, string value)
    {
        using var quiet = new Child("tests/Quiet", [], ("OBJECTFS_REQUIRED", "true"), ("OBJECTFS_PROTO", "fuse"), (name, value));
        quiet.AwaitEnd();
        Assert.Equal(78, quiet.ExitCode);
        Assert.Contains("OBJECTFS_REQUIRED is set, so the program ends", quiet.Said, StringComparison.Ordinal);
    }
}
