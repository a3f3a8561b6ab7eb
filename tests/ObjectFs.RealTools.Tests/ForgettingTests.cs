using System.Runtime.CompilerServices;
using ObjectFs.Fuse;
using ObjectFs.Tests.Shared;

namespace ObjectFs.RealTools.Tests;

/// <summary>What the kernel lets go of when objects do.</summary>
public sealed class ForgettingTests
{
    private const int Objects = 300;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_kernel_forgets_objects_that_were_collected_whatever_they_were_called_when_it_saw_them(bool renames)
    {
        FuseDevice.Need();
        await using var mount = await FuseMount.StartAsync(
            ObjectRegistry.Default.Root, new FuseMountOptions { MountPoint = Places.New() }, null, TestContext.Current.CancellationToken);
        Live(mount.MountPoint, renames);
        Assert.True(mount.Statistics.Nodes > 2 * Objects);
        var forgotten = SpinWait.SpinUntil(
            () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return mount.Statistics.Nodes < Objects / 4;
            },
            Tool.Patience);
        Assert.True(forgotten, $"the kernel still knows {mount.Statistics.Nodes} nodes");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Live(string at, bool renames)
    {
        var seen = Enumerable.Range(0, Objects).Select(i => new Seen($"seen-{i}")).ToList();
        foreach (var one in seen)
            Assert.Equal($"{one.Name}\n", File.ReadAllText($"{at}/Seen/{one.Name}/Name"));
        for (var i = 0; renames && i < 2 * Objects; i++)
            seen[i % Objects].Name = $"renamed-{i}";
    }
}
