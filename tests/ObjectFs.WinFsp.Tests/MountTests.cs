using ObjectFs.Tree;
using ObjectFs.WinFsp.Fake;

namespace ObjectFs.WinFsp.Tests;

/// <summary>Mounting and unmounting.</summary>
public sealed class MountTests
{
    [Fact]
    public void A_tree_is_mounted_where_it_is_asked_for()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a", "1"u8));
        Assert.True(Drive.IsAt(mounted.Mount.MountPoint));
        Assert.Equal("1", mounted.Read(@"\a"));
    }

    [Fact]
    public void Without_a_place_it_takes_the_first_free_letter()
    {
        using var one = Mounted.Start(MemoryDirectory.CreateRoot(), static options => options with { MountPoint = "" });
        Assert.Equal("Z:", one.Mount.MountPoint);
    }

    [Fact]
    public void A_letter_that_is_in_use_is_refused_with_a_sentence()
    {
        using var mounted = Mounted.Start(MemoryDirectory.CreateRoot(), static options => options with { MountPoint = "X:" });
        var refused = Assert.Throws<WinFspException>(static () => Mounted.Start(MemoryDirectory.CreateRoot(), new WinFspMountOptions { MountPoint = "x:" }));
        Assert.Contains("x: is in use", refused.Sentence, StringComparison.Ordinal);
        Assert.Equal(1, StandIn.Alive);
    }

    [Fact]
    public unsafe void A_network_place_is_mounted_as_one()
    {
        using var mounted = Mounted.Start(MemoryDirectory.CreateRoot(), static options => options with { MountPoint = "", Prefix = @"\objectfs\game" });
        var parameters = mounted.Drive.Parameters;
        Assert.Equal(@"\objectfs\game", new string(parameters.Prefix));
        Assert.EndsWith(@"\objectfs\game", mounted.Mount.MountPoint, StringComparison.Ordinal);
    }

    [Fact]
    public unsafe void The_volume_says_of_itself_what_makes_it_behave()
    {
        using var mounted = Mounted.Start(MemoryDirectory.CreateRoot());
        var parameters = mounted.Drive.Parameters;
        Assert.Equal(0x2U | 0x4 | 0x8 | 0x10 | 0x2000 | 0x10000, (uint)parameters.Flags);
        Assert.Equal((512, 1, 255), (parameters.SectorSize, parameters.SectorsPerAllocationUnit, parameters.MaxComponentLength));
        Assert.Equal(0U, parameters.FileInfoTimeout);
        Assert.InRange(parameters.IrpTimeout, 60_000U, 600_000U);
        Assert.Equal("ObjectFs", new string(parameters.FileSystemName));
    }

    [Fact]
    public void A_volume_that_may_not_be_changed_says_so()
    {
        using var mounted = Mounted.Start(MemoryDirectory.CreateRoot(), static options => options with { ReadOnly = true });
        Assert.True((mounted.Drive.Parameters.Flags & VolumeFlags.ReadOnlyVolume) != 0);
    }

    [Fact]
    public unsafe void The_label_is_what_the_options_say()
    {
        using var mounted = Mounted.Start(MemoryDirectory.CreateRoot(), static options => options with { Label = "Spiel ü" });
        Assert.Equal(NtStatus.Success, mounted.Drive.GetVolumeInfo(out var info));
        Assert.Equal("Spiel ü", new string(info.Label, 0, info.LabelLength / sizeof(char)));
        Assert.True(info.FreeSize <= info.TotalSize && info.TotalSize > 0);
    }

    [Theory]
    [InlineData(0U)]
    [InlineData(1U)]
    [InlineData(2U)]
    [InlineData(3U)]
    public void Whichever_function_refuses_nothing_is_left_and_the_sentence_says_it(uint function)
    {
        StandIn.Refuse(function, NtStatus.NoSuchDevice);
        var refused = Assert.Throws<WinFspException>(static () => Mounted.Start(MemoryDirectory.CreateRoot(), new WinFspMountOptions { MountPoint = Mounted.NewPlace() }));
        Assert.Equal("WinFsp's driver does not run.", refused.Sentence);
        Assert.Equal(0, StandIn.Alive);
        Assert.Equal(Violations.None, StandIn.TakeViolations());
    }

    [Fact]
    public void Unmounting_again_does_nothing()
    {
        using var mounted = Mounted.Start(MemoryDirectory.CreateRoot());
        mounted.Mount.Unmount();
        mounted.Mount.Unmount();
        Assert.True(mounted.Mount.Completion.IsCompletedSuccessfully);
        Assert.False(Drive.IsAt(mounted.Mount.MountPoint));
    }

    [Fact]
    public async Task When_the_driver_goes_away_the_mount_ends()
    {
        using var mounted = Mounted.Start(MemoryDirectory.CreateRoot());
        mounted.Drive.Lose();
        await mounted.Mount.Completion.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void After_unmounting_with_files_open_nothing_holds_them()
    {
        var gone = MountAndLeaveOpen();
        var isGone = SpinWait.SpinUntil(
            () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return !gone.IsAlive;
            },
            TimeSpan.FromSeconds(20));
        Assert.True(isGone, "an open file of an unmounted drive is held");
    }

    [Fact]
    public void The_watch_of_the_tree_ends_with_the_mount()
    {
        StubDirectory root = new();
        using (Mounted.Start(root))
            Assert.NotNull(root.Watcher);
        Assert.True(root.HasWatchEnded);
    }

    [Fact]
    public void A_library_that_is_not_there_is_named_with_what_to_install()
    {
        var refused = Assert.Throws<WinFspException>(static () => WinFspLibrary.Load(Path.Combine(Path.GetTempPath(), "no-such-winfsp-x64.dll")));
        Assert.Contains("no-such-winfsp-x64.dll", refused.Message, StringComparison.Ordinal);
        Assert.Contains("winget install", refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_out_of_their_range_are_refused_before_anything_is_loaded()
    {
        WinFspMountOptions[] wrong =
        [
            new() { MaxOpenFiles = 0 }, new() { MaxWaiting = -1 }, new() { FileInfoTimeout = TimeSpan.FromSeconds(2) }, new() { FileInfoTimeout = TimeSpan.FromSeconds(-1) },
            new() { Label = new string('x', 33) }, new() { MountPoint = "X:\0" }, new() { Prefix = @"\\objectfs\game" }, new() { Prefix = "game" }, new() { Prefix = @"\objectfs" },
            new() { Prefix = @"\" + new string('x', 200) + @"\y" },
        ];
        foreach (var options in wrong)
            await Assert.ThrowsAnyAsync<ArgumentException>(() => WinFspMount.StartAsync(MemoryDirectory.CreateRoot(), options, null, TestContext.Current.CancellationToken));
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference MountAndLeaveOpen()
    {
        StubFile file = new(2) { Size = 1 };
        var mount = Mounted.Start(new StubDirectory { ["a"] = file }, new WinFspMountOptions { MountPoint = Mounted.NewPlace() });
        Assert.Equal(NtStatus.Success, Drive.At(mount.MountPoint).Create(@"\a", Disposition.Open, Access.Read, out _));
        mount.Unmount();
        return new WeakReference(file);
    }
}
