using ObjectFs.Tree;

namespace ObjectFs.Fuse.Tests;

public sealed class NegotiationTests
{
    [Theory]
    [InlineData(31u, 31u)]
    [InlineData(36u, 36u)]
    [InlineData(45u, 45u)]
    [InlineData(99u, 45u)]
    public void The_lower_minor_version_is_agreed(uint offered, uint agreed)
    {
        using var kernel = new FakeKernel(MemoryDirectory.CreateRoot(), initialise: false);
        Assert.Equal(agreed, FakeKernel.Read<InitOut>(kernel.Initialise(minor: offered)).Minor);
        Assert.True(kernel.Session.Ready.IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData(7u, 30u)]
    [InlineData(6u, 45u)]
    public async Task A_kernel_that_is_too_old_is_refused_with_a_sentence(uint major, uint minor)
    {
        using var kernel = new FakeKernel(MemoryDirectory.CreateRoot(), initialise: false);
        Assert.Equal(-(int)Errno.EPROTO, kernel.Initialise(major, minor).Error);
        var refused = await Assert.ThrowsAsync<FuseMountException>(() => kernel.Session.Ready);
        Assert.Contains("Linux 5.4", refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_major_version_is_told_ours_and_asks_again()
    {
        using var kernel = new FakeKernel(MemoryDirectory.CreateRoot(), initialise: false);
        Assert.Equal(7u, FakeKernel.Read<InitOut>(kernel.Initialise(major: 8)).Major);
        Assert.False(kernel.Session.Ready.IsCompleted);
        Assert.Equal(0, kernel.Initialise().Error);
        Assert.True(kernel.Session.Ready.IsCompletedSuccessfully);
    }

    [Fact]
    public void Nothing_is_asked_for_that_was_not_offered()
    {
        using var kernel = new FakeKernel(MemoryDirectory.CreateRoot(), initialise: false);
        var agreed = FakeKernel.Read<InitOut>(kernel.Initialise(flags: (uint)InitFlags.AsyncRead, flags2: uint.MaxValue));
        Assert.Equal((uint)InitFlags.AsyncRead, agreed.Flags);
        Assert.Equal(0u, agreed.Flags2);
        Assert.Equal(128u * 1024, agreed.MaxWrite);
    }

    [Fact]
    public void The_running_kernels_offer_is_agreed_without_a_cache_of_data()
    {
        using var kernel = new FakeKernel(MemoryDirectory.CreateRoot(), initialise: false);
        var agreed = FakeKernel.Read<InitOut>(kernel.Initialise());
        var flags = (InitFlags)(agreed.Flags | ((ulong)agreed.Flags2 << 32));
        Assert.Equal(Session.Wanted, flags);
        Assert.Equal(InitFlags.None, flags & (InitFlags.WritebackCache | InitFlags.DirectIoAllowMmap | InitFlags.DoReadDirectoryPlus));
        Assert.Equal(1u << 20, agreed.MaxWrite);
        Assert.Equal(256, agreed.MaxPages);
        Assert.True(kernel.Session.HasExpireOnly);
    }

    [Fact]
    public void A_short_INIT_as_older_kernels_send_is_understood()
    {
        using var kernel = new FakeKernel(MemoryDirectory.CreateRoot(), initialise: false);
        var offer = FakeKernel.Bytes(new InitIn { Major = 7, Minor = 31, Flags = FakeKernel.KernelFlags });
        Assert.Equal(0, kernel.Call(Opcode.Init, 0, offer[..16]).Error);
    }

    [Fact]
    public void Before_INIT_nothing_is_answered_but_an_error()
    {
        using var kernel = new FakeKernel(MemoryDirectory.CreateRoot(), initialise: false);
        Assert.Equal(-(int)Errno.EIO, kernel.Call(Opcode.GetAttributes, 1, new byte[16]).Error);
    }
}
