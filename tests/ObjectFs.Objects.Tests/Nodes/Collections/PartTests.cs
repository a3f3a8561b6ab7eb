using System.Collections;
using System.Collections.Concurrent;
using System.Text;
using ObjectFs.Objects.Tests.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Nodes.Collections;

/// <summary>Parts of collections that are changed, or refuse, meanwhile.</summary>
public sealed class PartTests
{
    private readonly ObjectRegistry _registry = new();
    private readonly Shelf _shelf = new();

    public PartTests() => _registry.Export(_shelf, "shelf");

    [Fact]
    public async Task A_collection_that_cannot_be_read_says_so_of_its_parts()
    {
        var directory = await _registry.DirectoryAsync("shelf/Moody");
        _shelf.IsBroken = true;
        var looked = await directory.LookupAsync("one"u8, default);
        Assert.Equal(Errno.EIO, looked.Errno);
        Assert.Contains("not now", looked.Failure.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_element_that_is_there_under_another_name_is_not_added()
    {
        var directory = await _registry.DirectoryAsync("shelf/Caseless");
        var refused = await directory.CreateAsync("RED"u8, 0x1A4, OpenFlags.Write, Caller.Self, default);
        Assert.Equal((Errno.EEXIST, "Caseless: it is there, under another name"), (refused.Errno, refused.Failure.Sentence));
        Assert.Equal(Errno.None, (await directory.RenameAsync("red"u8, directory, "RED"u8, RenameFlags.None, Caller.Self, default)).Errno);
        Assert.Equal(["RED"], _shelf.Caseless);
    }

    [Fact]
    public async Task An_element_whose_new_name_the_set_refuses_stays()
    {
        var directory = await _registry.DirectoryAsync("shelf/Picky");
        Assert.Equal(Errno.EIO, (await directory.RenameAsync("red"u8, directory, "bad"u8, RenameFlags.None, Caller.Self, default)).Errno);
        Assert.Equal(["blue", "red"], _shelf.Picky);
    }

    [Fact]
    public async Task A_part_that_there_is_none_of_is_not_there()
    {
        var directory = await _registry.DirectoryAsync("shelf/Moody");
        Assert.Equal(Errno.ENOENT, (await directory.LookupAsync("two"u8, default)).Errno);
    }

    [Fact]
    public async Task An_element_that_goes_while_it_is_read_is_not_there()
    {
        var file = await _registry.DirectoryAsync("shelf/Fleeting/0");
        _shelf.Fleeting.IsGone = true;
        var handle = (await file.OpenAsync(OpenFlags.Read, Caller.Self, default)).Value;
        Assert.Equal(Errno.ENOENT, (await handle.ReadAsync(0, new byte[100], default)).Errno);
    }

    [Fact]
    public async Task An_entry_that_comes_and_goes_is_read_whole_or_not_at_all()
    {
        _shelf.Stock["one"] = 1;
        var handle = (await (await _registry.DirectoryAsync("shelf/Stock/one")).OpenAsync(OpenFlags.Read, Caller.Self, default)).Value;
        using var done = new CancellationTokenSource();
        var changing = Task.Factory.StartNew(
            () =>
            {
                while (!done.IsCancellationRequested)
                {
                    _shelf.Stock.TryRemove("one", out _);
                    _shelf.Stock["one"] = 1;
                }
            },
            TaskCreationOptions.LongRunning);
        var seen = new HashSet<string>();
        var buffer = new byte[100];
        for (var look = 0; look < 20_000; look++)
        {
            var read = await handle.ReadAsync(0, buffer, default);
            seen.Add(read.TryGet(out var count) ? Encoding.UTF8.GetString(buffer, 0, count) : $"{read.Errno}");
        }

        await done.CancelAsync();
        await changing;
        Assert.Subset(new HashSet<string> { "1\n", "ENOENT" }, seen);
    }

    private sealed class Shelf
    {
        [NotExported]
        public bool IsBroken { get; set; }

        public Dictionary<string, int> Moody => IsBroken ? throw new InvalidOperationException("not now") : new() { ["one"] = 1 };

        public Fleeting Fleeting { get; } = new();

        public ConcurrentDictionary<string, int> Stock { get; } = new();

        public HashSet<string> Caseless { get; } = new(StringComparer.OrdinalIgnoreCase) { "red" };

        public SortedSet<string> Picky { get; } = new(Comparer<string>.Create(static (left, right) =>
            left == "bad" || right == "bad" ? throw new InvalidOperationException("bad is no colour") : string.CompareOrdinal(left, right)))
        {
            "blue",
            "red",
        };
    }

    /// <summary>As a list that becomes shorter after it was asked how long it is.</summary>
    private sealed class Fleeting : ArrayList
    {
        public bool IsGone { get; set; }

        public override int Count => 1;

        public override object? this[int index]
        {
            get => IsGone ? throw new ArgumentOutOfRangeException(nameof(index)) : 1;
            set => throw new NotSupportedException();
        }
    }
}
