using ObjectFs.Cli.Mounting;
using ObjectFs.Cli.Targets;
using ObjectFs.Cli.Tests.Fakes;
using ObjectFs.Cli.Walking;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Tests;

public sealed class RemoteTreeTests : IDisposable
{
    private readonly List<MemoryConnection> _connections = [];
    private readonly SemaphoreSlim _lost = new(0);
    private readonly SemaphoreSlim _found = new(0);
    private volatile Node? _there = Trees.Players();

    public void Dispose()
    {
        _lost.Dispose();
        _found.Dispose();
    }

    [Fact]
    public async Task It_shows_the_tree_of_the_program()
    {
        await using var tree = await StartAsync();
        Assert.Equal("alice\n", await ReadAsync(tree.Root, "Player/1/Name"));
    }

    [Fact]
    public async Task A_program_that_is_not_there_at_first_is_an_error_at_once()
    {
        _there = null;
        await Assert.ThrowsAsync<CommandException>(StartAsync);
    }

    [Fact]
    public async Task While_the_program_is_away_its_names_answer_ENOTCONN_in_words()
    {
        await using var tree = await StartAsync();
        await EndAsync(restarts: false);
        var refused = await tree.Root.LookupAsync("Player"u8, default);
        Assert.Equal((Errno.ENOTCONN, "Hello has ended. Its files are back when it is."), (refused.Errno, refused.Sentence));
        Assert.Equal(Errno.ENOTCONN, (await tree.Root.OpenDirectoryAsync(Caller.Self, default)).Errno);
    }

    [Fact]
    public async Task While_the_program_is_away_the_root_can_be_looked_at()
    {
        await using var tree = await StartAsync();
        await EndAsync(restarts: false);
        var attributes = (await tree.Root.GetAttributesAsync(default)).Value;
        Assert.Equal((NodeKind.Directory, 1ul), (attributes.Kind, attributes.Inode));
    }

    [Fact]
    public async Task When_the_program_is_back_paths_lead_to_its_new_objects()
    {
        await using var tree = await StartAsync();
        var restarted = MemoryDirectory.CreateRoot();
        restarted.AddFile("fresh", "new\n"u8);
        await EndAsync(restarts: true, restarted);
        Assert.Equal("new\n", await ReadAsync(tree.Root, "fresh"));
        Assert.Equal(Errno.ENOENT, (await tree.Root.LookupAsync("Player"u8, default)).Errno);
    }

    [Fact]
    public async Task Objects_of_the_former_process_stay_gone()
    {
        await using var tree = await StartAsync();
        var old = (await Walker.FindAsync(tree.Root, "Player/1", true, default)).Value;
        await EndAsync(restarts: true, Trees.Players());
        Assert.Equal(Errno.ESTALE, (await old.GetAttributesAsync(default)).Errno);
        Assert.Equal(Errno.ESTALE, (await old.LookupAsync("Name"u8, default)).Errno);
        Assert.Equal("alice\n", await ReadAsync(tree.Root, "Player/1/Name"));
    }

    [Fact]
    public async Task A_number_never_means_something_of_the_former_process()
    {
        await using var tree = await StartAsync();
        var before = (await tree.Root.LookupAsync("Player"u8, default)).Value.Inode;
        await EndAsync(restarts: true, Trees.Players());
        Assert.NotEqual(before, (await tree.Root.LookupAsync("Player"u8, default)).Value.Inode);
    }

    [Fact]
    public async Task A_listing_has_the_numbers_of_its_nodes()
    {
        await using var tree = await StartAsync();
        await EndAsync(restarts: true, Trees.Players());
        var entry = Assert.Single((await Listing.ReadAsync(tree.Root, true, default)).Value);
        Assert.Equal((await tree.Root.LookupAsync("Player"u8, default)).Value.Inode, entry.Inode);
    }

    [Fact]
    public async Task It_tries_again_until_the_program_is_back()
    {
        await using var tree = await StartAsync();
        await EndAsync(restarts: false);
        _there = Trees.Players();
        Assert.True(await _found.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal("alice\n", await ReadAsync(tree.Root, "Player/1/Name"));
    }

    [Fact]
    public async Task Its_pauses_double_up_to_two_seconds_and_are_short_again_the_next_time()
    {
        var time = new ImpatientTime();
        var refusals = 0;
        await using var tree = await RemoteTree.StartAsync(
            "Hello", token => refusals-- > 0 ? throw CommandException.Unreachable("Nobody is there.") : ConnectAsync(token), time, TestContext.Current.CancellationToken);
        tree.Found += () => _found.Release();
        for (var round = 0; round < 2; round++)
        {
            time.Pauses.Clear();
            refusals = 7;
            _connections[^1].End();
            Assert.True(await _found.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
            Assert.Equal([100, 200, 400, 800, 1600, 2000, 2000, 2000], time.Pauses.Select(static pause => pause.TotalMilliseconds));
        }
    }

    [Fact]
    public async Task A_name_can_be_moved_to_the_root()
    {
        await using var tree = await StartAsync();
        var one = (await Walker.FindAsync(tree.Root, "Player/1", true, default)).Value;
        Assert.True((await one.RenameAsync("Name"u8, tree.Root, "Moved"u8, RenameFlags.None, Caller.Self, default)).Succeeded);
        Assert.Equal("alice\n", await ReadAsync(tree.Root, "Moved"));
    }

    [Fact]
    public async Task Nothing_that_is_told_may_be_remembered()
    {
        await using var tree = await StartAsync();
        var attributes = (await (await Walker.FindAsync(tree.Root, "Player/1/Name", true, default)).Value.GetAttributesAsync(default)).Value;
        Assert.Equal((Freshness.Volatile, Freshness.Volatile), (attributes.Freshness, attributes.Name));
    }

    [Fact]
    public async Task Its_end_ends_the_connection()
    {
        var tree = await StartAsync();
        await tree.DisposeAsync();
        Assert.All(_connections, static connection => Assert.True(connection.IsDisposed));
    }

    private async Task<RemoteTree> StartAsync()
    {
        var tree = await RemoteTree.StartAsync("Hello", ConnectAsync, TimeProvider.System, TestContext.Current.CancellationToken);
        tree.Lost += () => _lost.Release();
        tree.Found += () => _found.Release();
        return tree;
    }

    private Task<(IConnection Connection, Node Root)> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_there is not { } root)
            throw CommandException.Unreachable("Nobody is there.");
        var connection = new MemoryConnection(root);
        _connections.Add(connection);
        return Task.FromResult<(IConnection, Node)>((connection, root));
    }

    private async Task EndAsync(bool restarts, Node? next = null)
    {
        _there = next;
        _connections[^1].End();
        Assert.True(await _lost.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        if (restarts)
            Assert.True(await _found.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    private static async Task<string> ReadAsync(Node root, string path)
    {
        var found = await Walker.FindAsync(root, path, true, default);
        return System.Text.Encoding.UTF8.GetString((await Content.ReadAllAsync(found.Value, 1000, default)).Value);
    }
}
