using System.Diagnostics;
using System.Runtime.CompilerServices;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client.Tests;

public sealed class FidTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Nodes_that_nobody_holds_any_more_cost_the_server_no_fids()
    {
        await using var served = await Served.StartAsync("Linux");
        for (var i = 0; i < 50; i++)
            await served.MakeAsync($"file{i}", "");
        await LookEverywhereAsync(served);
        var until = Stopwatch.StartNew();
        while (served.Statistics.Fids > 1 && until.Elapsed < Patience)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(10);
        }

        Assert.Equal(1, served.Statistics.Fids);
    }

    [Fact]
    public async Task Looking_a_held_node_up_again_costs_no_fid()
    {
        await using var served = await Served.StartAsync("Linux");
        await served.MakeAsync("file", "");
        var node = (await served.Root.LookupAsync("file"u8, default)).Must();
        var until = Stopwatch.StartNew();
        for (var i = 0; i < 100; i++)
            Assert.Same(node, (await served.Root.LookupAsync("file"u8, default)).Must());
        while (served.Statistics.Fids > 3 && until.Elapsed < Patience)
            await Task.Delay(10);
        Assert.InRange(served.Statistics.Fids, 1, 3);
        GC.KeepAlive(node);
    }

    [Fact]
    public async Task A_tree_of_more_files_than_the_server_has_fids_is_walked_all_the_same()
    {
        await using var served = await Served.StartAsync("Linux", maxFids: 100);
        for (var i = 0; i < 300; i++)
            await served.MakeAsync($"file{i}", "");
        for (var i = 0; i < 300; i++)
            (await served.Root.LookupAsync(System.Text.Encoding.UTF8.GetBytes($"file{i}"), default)).Must();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task LookEverywhereAsync(Served served)
    {
        List<Node> nodes = [];
        for (var i = 0; i < 50; i++)
            nodes.Add((await served.Root.LookupAsync(System.Text.Encoding.UTF8.GetBytes($"file{i}"), default)).Must());
        Assert.True(served.Statistics.Fids >= 50);
        GC.KeepAlive(nodes);
    }
}
