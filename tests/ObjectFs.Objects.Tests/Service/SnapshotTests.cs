using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Service;

/// <summary>mkdir .objectfs/snap/before.</summary>
public sealed class SnapshotTests
{
    private const string Before = ".objectfs/snap/before";

    private readonly ObjectRegistry _registry = new();
    private readonly Pump _pump = new();
    private readonly Shell _shell;

    public SnapshotTests()
    {
        _shell = new(_registry);
        _registry.Export(_pump, "pumps/left");
    }

    [Fact]
    public async Task A_snapshot_stays_what_the_tree_was()
    {
        _pump.Next = _pump;
        await TakeAsync();
        _pump.Speed = 99;
        _pump.Raw[0] = 99;
        _pump.Levels.Add(4);
        Assert.Equal("10\n", await _shell.ReadAsync($"{Before}/pumps/left/Speed"));
        Assert.Equal("\u0001\u0002\u0003", await _shell.ReadAsync($"{Before}/pumps/left/Raw"));
        Assert.Equal(["0", "1", "2"], await _shell.ListAsync($"{Before}/pumps/left/Levels"));
        Assert.Equal("1.5\n", await _shell.ReadAsync($"{Before}/pumps/left/Part/Size"));
        Assert.Equal(await _shell.ReadLinkAsync("pumps/left/Next"), await _shell.ReadLinkAsync($"{Before}/pumps/left/Next"));
    }

    [Fact]
    public async Task A_snapshot_holds_no_object()
    {
        await TakeAsync();
        _registry.Remove(_pump);
        Assert.Equal("10\n", await _shell.ReadAsync($"{Before}/pumps/left/Speed"));
    }

    [Fact]
    public async Task A_snapshot_holds_nothing_that_starts_with_a_dot()
    {
        await TakeAsync();
        Assert.Equal(["pumps"], await _shell.ListAsync(Before));
        Assert.DoesNotContain(await _shell.ListAsync($"{Before}/pumps/left"), static name => name[0] == '.');
    }

    [Fact]
    public async Task What_throws_ends_nowhere_or_is_large_costs_itself_alone()
    {
        var trouble = new Trouble();
        _registry.Export(trouble, "trouble");
        await TakeAsync();
        Assert.Equal("1\n", await _shell.ReadAsync($"{Before}/trouble/Fine"));
        Assert.StartsWith("{\"$error\":\"Broken: InvalidOperationException: boom", await _shell.ReadAsync($"{Before}/trouble/Broken"), StringComparison.Ordinal);
        Assert.False(await _shell.ExistsAsync($"{Before}/trouble/Endless"));
        Assert.Equal(0, trouble.Enumerated);
        Assert.StartsWith("{\"$bytes\":3145728,\"$sha256\":\"", await _shell.ReadAsync($"{Before}/trouble/Large"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_in_a_snapshot_can_be_written()
    {
        await TakeAsync();
        Assert.Equal(Errno.EACCES, (await _shell.WriteAsync($"{Before}/pumps/left/Speed", "1")).Errno);
        Assert.Equal(Errno.EPERM, (await _shell.MakeDirectoryAsync($"{Before}/new")).Errno);
        Assert.Equal(Errno.EPERM, (await _shell.RemoveDirectoryAsync($"{Before}/pumps")).Errno);
    }

    [Fact]
    public async Task There_are_so_many_snapshots_and_rmdir_drops_one_in_one_step()
    {
        for (var i = 0; i < 8; i++)
            Assert.Equal(Errno.None, (await _shell.MakeDirectoryAsync($".objectfs/snap/s{i}")).Errno);
        Assert.Equal(Errno.ENOSPC, (await _shell.MakeDirectoryAsync(".objectfs/snap/more")).Errno);
        Assert.Equal(Errno.EEXIST, (await _shell.MakeDirectoryAsync(".objectfs/snap/s0")).Errno);
        Assert.Equal(Errno.None, (await _shell.RemoveDirectoryAsync(".objectfs/snap/s0")).Errno);
        Assert.Equal(Errno.ENOENT, (await _shell.RemoveDirectoryAsync(".objectfs/snap/s0")).Errno);
        Assert.Equal(Errno.None, (await _shell.MakeDirectoryAsync(".objectfs/snap/more")).Errno);
    }

    [Fact]
    public async Task A_tree_with_too_much_text_is_refused_and_leaves_nothing()
    {
        var texts = Enumerable.Range(0, 70).Select(static _ => new string('x', 1_000_000)).ToList();
        var holder = new Holder(texts);
        _registry.Export(holder, "holder");
        var refused = await _shell.MakeDirectoryAsync(Before);
        Assert.Equal(Errno.EFBIG, refused.Errno);
        Assert.Contains("too much for a snapshot", refused.Sentence, StringComparison.Ordinal);
        Assert.Equal([], await _shell.ListAsync(".objectfs/snap"));
        GC.KeepAlive(holder);
    }

    [Fact]
    public async Task An_object_that_goes_while_it_is_copied_leaves_nothing()
    {
        var leaving = new Leaving(_registry);
        _registry.Export(leaving, "leaving");
        await TakeAsync();
        Assert.Equal(["pumps"], await _shell.ListAsync(Before));
        GC.KeepAlive(leaving);
    }

    private sealed class Leaving(ObjectRegistry registry)
    {
        public int First { get; set; } = 1;

        public int Second => registry.Remove(this) ? First : 0;

        public int Third { get; set; } = 3;
    }

    private sealed class Holder(List<string> texts)
    {
        public List<string> Texts { get; } = texts;
    }

    private async Task TakeAsync()
    {
        var failure = await _shell.MakeDirectoryAsync(Before);
        Assert.True(failure.Errno == Errno.None, failure.ToString());
    }
}
