using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client.Tests;

[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class AloneCollection;

[Collection("alone")]
public sealed class AllocationTests
{
    private const int Calls = 3000;

    // a walk makes what it returns, a file and what holds its fid; the compiler's debug builds make an object for every async method besides
#if DEBUG
    private const int Walk = 1200;
#else
    private const int Walk = 300;
#endif

    [Theory]
    [InlineData("attributes")]
    [InlineData("read")]
    [InlineData("write")]
    [InlineData("walk and clunk")]
    public async Task Calls_use_again_what_calls_before_them_used(string what)
    {
        using CannedServer server = new();
        await using var client = await NinePClient.ConnectAsync(server.Stream, new() { MessageSize = 8192 });
        var file = (await client.Root.CloneAsync()).Must();
        Assert.True((await file.OpenAsync(OpenFlags.Read | OpenFlags.Write)).Succeeded);
        var buffer = new byte[100];
        Func<Task> run = what switch
        {
            "attributes" => async () =>
            {
                for (var i = 0; i < Calls; i++)
                    Assert.True((await client.Root.GetAttributesAsync()).Succeeded);
            },
            "read" => async () =>
            {
                for (var i = 0; i < Calls; i++)
                    Assert.True((await file.ReadAsync(0, buffer)).Succeeded);
            },
            "write" => async () =>
            {
                for (var i = 0; i < Calls; i++)
                    Assert.True((await file.WriteAsync(0, buffer)).Succeeded);
            },
            _ => async () =>
            {
                for (var i = 0; i < Calls; i++)
                    await (await client.Root.WalkAsync("a"u8)).Value.CloseAsync();
            },
        };

        var allowed = what == "walk and clunk" ? Walk : 32;
        var least = long.MaxValue;
        for (var round = 0; round < 8 && least > allowed; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await Task.Run(run);
            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / Calls);
        }

        Assert.InRange(least, 0, allowed);
    }
}
