using ObjectFs.Objects.Nodes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Nodes;

public sealed class StagingTests
{
    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MaxValue - 4)]
    [InlineData(1L << 32)]
    [InlineData(-1)]
    public void A_position_that_no_value_has_is_refused(long position)
    {
        Staging staged = new();
        Assert.True(staged.Write(0, "value"u8).Succeeded);
        Assert.Equal(Errno.EFBIG, staged.Write(position, "longer"u8).Errno);
        Assert.Equal("value"u8, staged.Content.Span);
        staged.Clear();
    }
}
