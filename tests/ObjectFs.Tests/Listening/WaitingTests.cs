using System.Text;
using ObjectFs.NineP;
using ObjectFs.Tree;

namespace ObjectFs.Tests.Listening;

/// <summary>A read that waits in <c>.watch</c> when its server stops.</summary>
public sealed class WaitingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_read_that_waits_ends_with_the_connection()
    {
        var token = TestContext.Current.CancellationToken;
        var server = await Listening.StartAsync(Listening.NewSocket());
        await using var client = await NinePClient.ConnectAsync(server.Address!, new NinePClientOptions(), token);
        var file = await FindAsync(client.Tree, "lamp/.watch/Brightness");
        var handle = (await file.OpenAsync(OpenFlags.Read, Caller.Self, token)).Value;
        var read = handle.ReadAsync(0, new byte[100], token).AsTask();

        // an answer to what was asked later: the server has the read
        await FindAsync(client.Tree, "lamp/Brightness");
        Assert.False(read.IsCompleted);
        await server.DisposeAsync();
        var ended = await read.WaitAsync(Patience, token);
        Assert.Equal(Errno.ECONNRESET, ended.Errno);
        Assert.Contains("is gone", ended.Sentence, StringComparison.Ordinal);
    }

    private static async Task<Node> FindAsync(Node node, string path)
    {
        foreach (var name in path.Split('/'))
            node = (await node.LookupAsync(Encoding.UTF8.GetBytes(name), TestContext.Current.CancellationToken)).Value;
        return node;
    }
}
