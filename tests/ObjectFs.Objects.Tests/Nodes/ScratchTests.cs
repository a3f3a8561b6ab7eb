using System.Text;
using ObjectFs.Objects.Nodes;
using ObjectFs.Objects.Tests.Service;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Nodes;

/// <summary>Scratch files as a whole registry has them.</summary>
public sealed class ScratchTests
{
    private readonly ObjectRegistry _registry = new();
    private readonly Shell _shell;

    public ScratchTests() => _shell = new(_registry);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_together_are_bounded_in_number_and_size()
    {
        List<Pump> pumps = [];
        for (var made = 0; made < Limits.AllScratchFiles; made++)
        {
            if (made % Limits.ScratchFiles == 0)
            {
                pumps.Add(new Pump());
                _registry.Export(pumps[^1], $"pumps/p{pumps.Count}");
            }

            await (await MakeAsync($"pumps/p{pumps.Count}", $"f{made}")).Value.Handle.CloseAsync();
        }

        pumps.Add(new Pump());
        _registry.Export(pumps[^1], "pumps/last");
        var refused = await MakeAsync("pumps/last", "more");
        Assert.Equal(Errno.ENOSPC, refused.Errno);
        Assert.Contains("more: there is no room", refused.Failure.Sentence, StringComparison.Ordinal);
        for (var i = 1; i <= Limits.AllScratchBytes / Limits.ScratchBytes; i++)
        {
            Assert.Equal(Errno.None, await ResizeAsync($"pumps/p{i}/f{(i - 1) * Limits.ScratchFiles}", Limits.ScratchFile));
            Assert.Equal(Errno.None, await ResizeAsync($"pumps/p{i}/f{((i - 1) * Limits.ScratchFiles) + 1}", Limits.ScratchFile));
        }

        Assert.Equal(Errno.ENOSPC, await ResizeAsync($"pumps/p9/f{8 * Limits.ScratchFiles}", 1));
        Assert.Equal(Errno.EFBIG, await ResizeAsync($"pumps/p9/f{8 * Limits.ScratchFiles}", Limits.ScratchFile + 1));
        _registry.Remove(pumps[0]);
        Assert.Equal(Errno.None, await ResizeAsync($"pumps/p9/f{8 * Limits.ScratchFiles}", 1));
        Assert.Equal(Limits.AllScratchFiles - Limits.ScratchFiles, _registry.Scratch.Count);
        pumps.ForEach(pump => _registry.Remove(pump));
        Assert.Equal((0, 0L), (_registry.Scratch.Count, _registry.Scratch.Bytes));
    }

    [Fact]
    public async Task They_keep_no_object_alive_and_are_counted_no_longer_than_it_lives()
    {
        var (born, made) = await BearAsync();
        Assert.Equal((1, 7L), (_registry.Scratch.Count, _registry.Scratch.Bytes));
        var gone = SpinWait.SpinUntil(
            () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return !born.IsAlive;
            },
            TimeSpan.FromSeconds(20));
        Assert.True(gone, "the object is alive");

        // whoever has it open goes on, and its end is the end of what it holds
        var again = (await made.Node.OpenAsync(OpenFlags.Read, Caller.Self, Token)).Value;
        Assert.Equal("content", await Shell.ReadToEndAsync(again));
        await again.CloseAsync();
        await made.Handle.CloseAsync();
        await _registry.Feed.FlushAsync();
        Assert.True(SpinWait.SpinUntil(() => _registry.Scratch.Count == 0 && _registry.Scratch.Bytes == 0, TimeSpan.FromSeconds(20)), "it is still counted");
        Assert.Equal(Errno.ESTALE, (await made.Node.OpenAsync(OpenFlags.Read, Caller.Self, Token)).Errno);
    }

    [Fact]
    public async Task What_is_renamed_onto_a_member_is_noted_as_a_write_and_scratch_files_are_not()
    {
        var pump = new Pump();
        _registry.Export(pump, "pumps/left");
        var made = (await MakeAsync("pumps/left", "tmp")).Value;
        await made.Handle.WriteAsync(0, "42\n"u8.ToArray(), Token);
        await made.Handle.CloseAsync();
        Assert.Equal("", await _shell.ReadAsync(".objectfs/audit"));
        var directory = await _shell.FindAsync("pumps/left");
        Assert.True((await directory.RenameAsync("tmp"u8, directory, "Speed"u8, RenameFlags.None, new Caller(1000, 1000, 4711), Token)).Succeeded);
        Assert.Equal(42, pump.Speed);
        var audit = await _shell.ReadAsync(".objectfs/audit");
        Assert.Contains("\"uid\":1000,\"pid\":4711,\"what\":\"set\",\"path\":\"/pumps/left/Speed\",\"old\":\"10\",\"new\":\"42\",\"outcome\":\"ok\"", audit, StringComparison.Ordinal);
        Assert.Single(audit.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task One_that_is_removed_while_it_is_renamed_onto_a_member_leaves_the_member_alone()
    {
        using var slow = new Slow();
        _registry.Export(slow, "slow");
        var made = (await MakeAsync("slow", "tmp")).Value;
        await made.Handle.WriteAsync(0, "new\n"u8.ToArray(), Token);
        await made.Handle.CloseAsync();
        var directory = await _shell.FindAsync("slow");
        slow.Hold();
        var renaming = directory.RenameAsync("tmp"u8, directory, "Text"u8, RenameFlags.None, Caller.Self, Token).AsTask();
        Assert.True(slow.WaitUntilRead());
        Assert.Equal(Errno.None, (await _shell.RemoveAsync("slow/tmp")).Errno);
        slow.GoOn();
        Assert.Equal(Errno.ENOENT, (await renaming).Errno);
        Assert.Equal("old", slow.Text);
    }

    [Fact]
    public async Task Two_change_places_and_one_with_nothing_does_not()
    {
        var pump = new Pump();
        _registry.Export(pump, "pumps/left");
        foreach (var name in (string[])["a", "b"])
            await (await MakeAsync("pumps/left", name)).Value.Handle.WriteAsync(0, Encoding.UTF8.GetBytes(name), Token);
        var directory = await _shell.FindAsync("pumps/left");
        Assert.Equal(Errno.None, (await directory.RenameAsync("a"u8, directory, "b"u8, RenameFlags.Exchange, Caller.Self, Token)).Errno);
        Assert.Equal(("b", "a"), (await _shell.ReadAsync("pumps/left/a"), await _shell.ReadAsync("pumps/left/b")));
        Assert.Equal(Errno.ENOENT, (await directory.RenameAsync("a"u8, directory, "c"u8, RenameFlags.Exchange, Caller.Self, Token)).Errno);
        Assert.Equal("b", await _shell.ReadAsync("pumps/left/a"));
        GC.KeepAlive(pump);
    }

    [Fact]
    public async Task Two_who_make_one_at_once_have_the_same_one_open()
    {
        var pump = new Pump();
        _registry.Export(pump, "pumps/left");
        using var start = new Barrier(2);
        for (var i = 0; i < 2000; i++)
        {
            var makers = Enumerable.Range(0, 2).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait(Token);
                    return MakeAsync("pumps/left", "tmp");
                },
                Token,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap());
            var made = await Task.WhenAll(makers);
            Assert.Equal([Errno.None, Errno.None], made.Select(static each => each.Errno));
            Assert.Same(made[0].Value.Node, made[1].Value.Node);
            foreach (var each in made)
                await each.Value.Handle.CloseAsync();
            await _shell.RemoveAsync("pumps/left/tmp");
        }

        GC.KeepAlive(pump);
    }

    [Fact]
    public async Task They_belong_to_their_maker()
    {
        var pump = new Pump();
        _registry.Export(pump, "pumps/left");
        var directory = await _shell.FindAsync("pumps/left");
        var made = (await directory.CreateAsync("tmp"u8, 0x180, OpenFlags.Write, new Caller(1000, 1001, 1), Token)).Value;
        var attributes = (await made.Node.GetAttributesAsync(Token)).Value;
        Assert.Equal((1000u, 1001u, 0x180), (attributes.UserId, attributes.GroupId, attributes.Mode));
        Assert.Equal((Freshness.Volatile, Freshness.Volatile), (attributes.Name, attributes.Freshness));
        await made.Handle.CloseAsync();
        GC.KeepAlive(pump);
    }

    [Fact]
    public async Task Snapshots_and_transactions_do_not_see_them()
    {
        var pump = new Pump();
        _registry.Export(pump, "pumps/left");
        await MakeAsync("pumps/left", "tmp");
        await _shell.MakeDirectoryAsync(".objectfs/snap/s");
        await _shell.MakeDirectoryAsync(".objectfs/tx/t");
        Assert.False(await _shell.ExistsAsync(".objectfs/snap/s/pumps/left/tmp"));
        Assert.False(await _shell.ExistsAsync(".objectfs/tx/t/pumps/left/tmp"));
        Assert.DoesNotContain("tmp", await _shell.ListAsync(".objectfs/tx/t/pumps/left"));
        Assert.Equal(Errno.EPERM, (await MakeAsync(".objectfs/tx/t/pumps/left", "new")).Errno);
        GC.KeepAlive(pump);
    }

    [Fact]
    public async Task Gateways_hear_of_names_that_were_taken_away()
    {
        var pump = new Pump();
        _registry.Export(pump, "pumps/left");
        var watcher = new Listener();
        using var watching = _registry.Root.Watch(watcher);
        var made = (await MakeAsync("pumps/left", "tmp")).Value;
        var directory = await _shell.FindAsync("pumps/left");
        await directory.RenameAsync("tmp"u8, directory, "other"u8, RenameFlags.None, Caller.Self, Token);
        await _shell.RemoveAsync("pumps/left/other");
        await _registry.Feed.FlushAsync();
        Assert.Equal(["tmp -", "other -", $"other {made.Node.Inode}"], watcher.Heard);
        GC.KeepAlive(pump);
    }

    private async Task<Result<CreatedFile>> MakeAsync(string directory, string name) =>
        await (await _shell.FindAsync(directory)).CreateAsync(Encoding.UTF8.GetBytes(name), 0x1A4, OpenFlags.Read | OpenFlags.Write, Caller.Self, Token);

    private async Task<Errno> ResizeAsync(string path, long size) =>
        (await (await _shell.FindAsync(path)).SetAttributesAsync(new AttributeChanges { Size = size }, Caller.Self, Token)).Errno;

    // alive until its file is there
    private async Task<(WeakReference Object, CreatedFile File)> BearAsync()
    {
        var pump = new Pump();
        _registry.Export(pump, "pumps/left");
        var made = (await MakeAsync("pumps/left", "tmp")).Value;
        await made.Handle.WriteAsync(0, "content"u8.ToArray(), Token);
        GC.KeepAlive(pump);
        return (new WeakReference(pump), made);
    }

    private sealed class Slow : IDisposable
    {
        private readonly ManualResetEventSlim _isRead = new();
        private readonly ManualResetEventSlim _goOn = new(true);
        private object? _text = "old";

        // of any type, so that its value is looked at whenever its name is
        public object? Text
        {
            get
            {
                if (!_goOn.IsSet)
                    _isRead.Set();
                _goOn.Wait();
                return _text;
            }
            set => _text = value;
        }

        public void Hold() => _goOn.Reset();

        public bool WaitUntilRead() => _isRead.Wait(TimeSpan.FromSeconds(20), Token);

        public void GoOn() => _goOn.Set();

        public void Dispose()
        {
            _isRead.Dispose();
            _goOn.Dispose();
        }
    }

    private sealed class Listener : INodeWatcher
    {
        public List<string> Heard { get; } = [];

        public void Changed(Node node)
        {
        }

        public void EntryChanged(Node parent, ReadOnlySpan<byte> name, Node? removed) => Heard.Add($"{Encoding.UTF8.GetString(name)} {removed?.Inode.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"}");
    }
}
