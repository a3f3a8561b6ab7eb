using System.Text;
using ObjectFs.NineP;
using ObjectFs.Tree;

namespace ObjectFs.Tests;

/// <summary>What readers keep open of long texts and listings, over a real socket. Nothing else runs meanwhile: the bound is that of the whole program.</summary>
[CollectionDefinition(nameof(KeptTests), DisableParallelization = true)]
[Collection(nameof(KeptTests))]
public sealed class KeptTests
{
    // six of them are less than 256 MiB
    private const int Length = 40 << 20;

    [Theory, InlineData("Text"), InlineData("Slow"), InlineData(".json"), InlineData(".text"), InlineData("Lines"), InlineData("Numbers")]
    public async Task Readers_together_keep_no_more_than_there_may_be(string name)
    {
        var registry = new ObjectRegistry();
        object book = name switch
        {
            "Lines" => new Pages(),
            "Slow" => new Late(),
            "Numbers" => new Many(),
            _ => new Book(),
        };
        registry.Export(book, "book");
        ObjectFsOptions options = new() { Registry = registry, Protocols = ObjectFsProtocols.NineP, Address = Listening.Listening.NewSocket() };
        await using var server = await ObjectFsServer.StartAsync(options, TestContext.Current.CancellationToken);
        await using var client = await NinePClient.ConnectAsync(server.Address!, cancellationToken: TestContext.Current.CancellationToken);
        List<NinePFile> readers = [];
        Result refused;
        while ((refused = await ReadAsync(client, $"book/{name}", readers)).Succeeded)
            Assert.InRange(readers.Count, 1, 6);
        Assert.Equal((6, Errno.ENOMEM), (readers.Count, refused.Errno));
        Assert.Contains("all readers together have more than 256 MiB of texts and listings open", await ErrorAsync(client), StringComparison.Ordinal);

        // what is short is read all the same, and there is room for another when one is closed
        await using (var other = (await client.Root.WalkAsync("book/.type", TestContext.Current.CancellationToken)).Value)
            Assert.True((await other.OpenAsync(OpenFlags.Read, TestContext.Current.CancellationToken)).Succeeded);
        await readers[0].DisposeAsync();
        Assert.True((await ReadAsync(client, $"book/{name}", readers)).Succeeded);
        foreach (var reader in readers)
            await reader.DisposeAsync();
        GC.KeepAlive(book);
    }

    private static async Task<Result> ReadAsync(NinePClient client, string path, List<NinePFile> readers)
    {
        var file = (await client.Root.WalkAsync(path, TestContext.Current.CancellationToken)).Value;
        var opened = await file.OpenAsync(OpenFlags.Read, TestContext.Current.CancellationToken);
        var read = !opened.Succeeded || file.Kind == NodeKind.Directory ? opened : await FirstAsync(file);
        if (read.Succeeded)
        {
            readers.Add(file);
            return Result.Success;
        }

        await file.DisposeAsync();
        return read.Failure;
    }

    private static async Task<Result> FirstAsync(NinePFile file)
    {
        var read = await file.ReadAsync(0, new byte[16], TestContext.Current.CancellationToken);
        return read.Succeeded ? Result.Success : read.Failure;
    }

    private static async Task<string> ErrorAsync(NinePClient client)
    {
        await using var file = (await client.Root.WalkAsync("book/.error", TestContext.Current.CancellationToken)).Value;
        Assert.True((await file.OpenAsync(OpenFlags.Read, TestContext.Current.CancellationToken)).Succeeded);
        var text = new byte[1000];
        return Encoding.UTF8.GetString(text.AsSpan(0, (await file.ReadAsync(0, text, TestContext.Current.CancellationToken)).Value));
    }

    private sealed class Book
    {
        public string Text { get; } = new('x', Length);

        public override string ToString() => Text;
    }

    private sealed class Late
    {
        private readonly string _text = new('y', Length);

        [Export(Lazy = true)]
        public string Slow => _text;
    }

    private sealed class Many
    {
        // a name has six or seven digits
        public List<int> Numbers { get; } = [.. Enumerable.Range(0, Length / 71)];
    }

    private sealed class Pages
    {
        private readonly string _page = new('z', Length / 1000);

        public IEnumerable<string> Lines
        {
            get
            {
                for (var i = 0; i < 1000; i++)
                    yield return _page;
            }
        }
    }
}
