using System.Text;

namespace ObjectFs.Fuse.Tests;

public sealed class MountTableTests
{
    [Fact]
    public void A_line_is_read_with_and_without_optional_fields()
    {
        var table = MountTable.Parse(
            "36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw\n37 35 0:39 / /run/x rw - fuse.objectfs my\\040source rw,user_id=0\n"u8);
        Assert.Equal([new MountEntry(36, "98:0", "/mnt2", "ext3", "/dev/root"), new MountEntry(37, "0:39", "/run/x", "fuse.objectfs", "my source", UserId: 0)], table);
    }

    [Theory]
    [InlineData("/a\\040b", "/a b")]
    [InlineData("/a\\134b\\011c\\012", "/a\\b\tc\n")]
    [InlineData("/ä,ö", "/ä,ö")]
    [InlineData("/\\303\\244", "/ä")]
    [InlineData("/half\\04", "/half\\04")]
    public void Octal_escapes_are_undone(string written, string meant) => Assert.Equal(meant, MountTable.Unescape(written));

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("x 1 0:1 / /p rw - t s rw")]
    [InlineData("1 1 0:1 / /p rw -")]
    [InlineData("1 - 0:1")]
    public void A_line_that_makes_no_sense_is_passed_over(string line) => Assert.Empty(MountTable.Parse(Encoding.UTF8.GetBytes(line)));
}
