using Microsoft.Extensions.Logging;
using ObjectFs.NineP;
using ObjectFs.Settings;

namespace ObjectFs.Tests;

/// <summary>What the environment variables ask for, one by one.</summary>
public sealed class EnvironmentSettingsTests
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Everybody = Owner | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    [Fact]
    public void Without_variables_nothing_is_served_and_nobody_else_is_let_in()
    {
        var settings = Read();
        Assert.Equal(ObjectFsProtocols.None, settings.Options.Protocols);
        Assert.Null(settings.Options.MountPoint);
        Assert.Null(settings.Options.Address);
        Assert.Equal((true, false, LogLevel.Warning), (settings.Autostart, settings.Required, settings.LogLevel));
        Assert.Equal((false, false), (settings.Options.Fuse.AllowOther, settings.Options.Fuse.ReadOnly));
        Assert.Equal((false, false, Owner), (settings.Options.NineP.AllowAnonymous, settings.Options.NineP.ReadOnly, settings.Options.NineP.SocketMode));
    }

    [Theory]
    [InlineData("fuse", ObjectFsProtocols.Fuse)]
    [InlineData("9p", ObjectFsProtocols.NineP)]
    [InlineData("auto", ObjectFsProtocols.FuseElseNineP)]
    [InlineData("fuse,9p", ObjectFsProtocols.Fuse | ObjectFsProtocols.NineP)]
    [InlineData(" 9P , ,Fuse,", ObjectFsProtocols.Fuse | ObjectFsProtocols.NineP)]
    [InlineData("", ObjectFsProtocols.None)]
    public void Protocols_are_a_list_separated_by_commas(string list, ObjectFsProtocols expected) =>
        Assert.Equal(expected, Read(("OBJECTFS_PROTO", list)).Options.Protocols);

    [Fact]
    public void One_wrong_name_in_the_list_is_said_by_itself()
    {
        var settings = EnvironmentSettings.Read(static name => name == "OBJECTFS_PROTO" ? "fuse,smb" : null);
        Assert.StartsWith("OBJECTFS_PROTO: 'smb' is not a protocol", Assert.Single(settings.Mistakes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("false", false)]
    [InlineData("No", false)]
    [InlineData("off", false)]
    [InlineData("0", false)]
    [InlineData("", true)]
    [InlineData("true", true)]
    [InlineData("YES", true)]
    [InlineData(" on ", true)]
    [InlineData("1", true)]
    public void Autostart_can_be_turned_off(string value, bool expected) => Assert.Equal(expected, Read(("OBJECTFS_AUTOSTART", value)).Autostart);

    [Fact]
    public void Read_only_holds_for_every_protocol()
    {
        var options = Read(("OBJECTFS_READONLY", "true")).Options;
        Assert.True(options.Fuse.ReadOnly);
        Assert.True(options.NineP.ReadOnly);
        Assert.False(options.Fuse.AllowOther);
    }

    [Fact]
    public void Others_are_let_into_the_mount_and_to_the_socket_alike()
    {
        var options = Read(("OBJECTFS_ALLOW_OTHER", "true")).Options;
        Assert.True(options.Fuse.AllowOther);
        Assert.Equal(Everybody, options.NineP.SocketMode);
        Assert.False(options.NineP.AllowAnonymous);
        Assert.False(options.Fuse.ReadOnly);
    }

    [Fact]
    public void Whoever_reaches_an_address_is_let_in_only_where_that_is_said() =>
        Assert.True(Read(("OBJECTFS_ALLOW_ANONYMOUS", "true")).Options.NineP.AllowAnonymous);

    [Theory]
    [InlineData("9p")]
    [InlineData("auto")]
    [InlineData("fuse,9p")]
    public void An_address_is_taken_where_9P_is_served(string protocols)
    {
        Assert.Equal(NinePAddress.Unix("/run/game.9p"), Read(("OBJECTFS_PROTO", protocols), ("OBJECTFS_ADDRESS", "unix:/run/game.9p")).Options.Address);
        Assert.Equal(NinePAddress.Tcp("127.0.0.1", 5640), Read(("OBJECTFS_PROTO", protocols), ("OBJECTFS_ADDRESS", "tcp://127.0.0.1:5640")).Options.Address);
    }

    [Theory]
    [InlineData("None", LogLevel.None)]
    [InlineData("debug", LogLevel.Debug)]
    [InlineData("INFORMATION", LogLevel.Information)]
    public void A_level_is_taken_in_any_case(string value, LogLevel expected) => Assert.Equal(expected, Read(("OBJECTFS_LOG", value)).LogLevel);

    [Fact]
    public void A_mount_point_and_what_is_required_are_taken_as_they_stand()
    {
        var settings = Read(("OBJECTFS_MOUNTPOINT", "/tmp/a b"), ("OBJECTFS_REQUIRED", "true"));
        Assert.Equal("/tmp/a b", settings.Options.MountPoint);
        Assert.True(settings.Required);
    }

    private static EnvironmentSettings Read(params (string Name, string Value)[] variables)
    {
        var settings = EnvironmentSettings.Read(asked => variables.FirstOrDefault(variable => variable.Name == asked).Value);
        Assert.Empty(settings.Mistakes);
        return settings;
    }
}
