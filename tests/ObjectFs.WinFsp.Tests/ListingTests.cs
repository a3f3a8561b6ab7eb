using ObjectFs.Tree;
using ObjectFs.WinFsp.Fake;

namespace ObjectFs.WinFsp.Tests;

/// <summary>Listings, in whatever pieces Windows asks for them.</summary>
public sealed class ListingTests
{
    [Theory]
    [InlineData(700)]
    [InlineData(4096)]
    [InlineData(65536)]
    public void In_buffers_of_any_size_each_name_comes_once(int room)
    {
        using var mounted = Mounted.Start(static root =>
        {
            var items = root.AddDirectory("Items");
            for (var i = 0; i < 500; i++)
                items.AddFile($"item-{i:000}-{new string('x', i % 60)}", "1"u8);
        });
        var names = mounted.Names(@"\Items", room);
        Assert.Equal([".", ".."], names.Take(2));
        Assert.Equal(500, names.Skip(2).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(502, names.Count);
    }

    [Fact]
    public void The_root_has_neither_itself_nor_a_parent()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a"));
        Assert.Equal(["a"], mounted.Names(@"\"));
    }

    [Fact]
    public void A_listing_goes_on_after_a_name_that_has_vanished_meanwhile()
    {
        var root = MemoryDirectory.CreateRoot();
        for (var i = 0; i < 20; i++)
            root.AddFile($"f{i:00}");
        using var mounted = Mounted.Start(root);
        using var directory = mounted.Open(@"\", options: CreateOptions.DirectoryFile);
        Assert.Equal(NtStatus.Success, directory.List(null, 700, out var first, out var isEnd));
        Assert.False(isEnd);
        var marker = first[^1].Name;
        using (var file = mounted.Open($@"\{marker}", Access.Delete))
            Assert.Equal(NtStatus.Success, file.SetDelete());
        Assert.Equal(NtStatus.Success, directory.List(marker, 65536, out var rest, out isEnd));
        Assert.True(isEnd);
        Assert.Equal(Enumerable.Range(0, 20).Select(static i => $"f{i:00}"), first.Concat(rest).Select(static entry => entry.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_listing_goes_on_from_the_middle_of_what_was_given()
    {
        var root = MemoryDirectory.CreateRoot();
        for (var i = 0; i < 100; i++)
            root.AddFile($"f{i:00}");
        using var mounted = Mounted.Start(root);
        using var directory = mounted.Open(@"\", options: CreateOptions.DirectoryFile);
        Assert.Equal(NtStatus.Success, directory.List(null, 4096, out var first, out _));
        var taken = first.Take(first.Count / 2).ToList();
        Assert.Equal(NtStatus.Success, directory.List(taken[^1].Name, 65536, out var rest, out _));
        Assert.Equal(Enumerable.Range(0, 100).Select(static i => $"f{i:00}"), taken.Concat(rest).Select(static entry => entry.Name));
    }

    [Fact]
    public void A_listing_that_starts_anew_shows_what_has_come()
    {
        var root = MemoryDirectory.CreateRoot();
        root.AddFile("a");
        using var mounted = Mounted.Start(root);
        using var directory = mounted.Open(@"\", options: CreateOptions.DirectoryFile);
        Assert.Equal(NtStatus.Success, directory.ListAll(4096, out _));
        root.AddFile("b");
        Assert.Equal(NtStatus.Success, directory.ListAll(4096, out var entries));
        Assert.Equal(["a", "b"], entries.Select(static entry => entry.Name));
    }

    [Fact]
    public void A_buffer_that_holds_no_name_at_all_is_no_reason_to_go_on_for_ever()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a"));
        using var directory = mounted.Open(@"\", options: CreateOptions.DirectoryFile);
        Assert.Equal(NtStatus.Success, directory.List(null, 50, out var entries, out var isEnd));
        Assert.Empty(entries);
        Assert.False(isEnd);
    }

    [Fact]
    public void Entries_tell_what_opening_them_tells()
    {
        using var mounted = Mounted.Start(static root =>
        {
            root.AddFile("a", "hello"u8);
            root.AddFile("r", "1"u8, 0b100_100_100);
            root.AddDirectory(".d");
        });
        using var directory = mounted.Open(@"\", options: CreateOptions.DirectoryFile);
        Assert.Equal(NtStatus.Success, directory.ListAll(4096, out var entries));
        foreach (var entry in entries)
        {
            using var file = mounted.Open($@"\{entry.Name}");
            Assert.Equal(file.Info, entry.Info);
        }
    }

    [Fact]
    public void A_single_name_is_told_in_its_own_case()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("Speed", "12"u8));
        using var directory = mounted.Open(@"\", options: CreateOptions.DirectoryFile);
        Assert.Equal(NtStatus.Success, directory.Query("SPEED", out var entry));
        Assert.Equal(("Speed", 2UL), (entry!.Value.Name, entry.Value.Info.FileSize));
        Assert.Equal(NtStatus.ObjectNameNotFound, directory.Query("Nope", out _));
        Assert.Equal(NtStatus.ObjectNameNotFound, directory.Query("desktop.ini", out _));
    }

    [Fact]
    public void One_getter_that_throws_costs_its_own_entry_only()
    {
        using var mounted = Mounted.Start(new StubDirectory
        {
            ["a"] = new StubFile(2) { Size = 1 },
            ["bad"] = new StubFile(3) { Look = static () => throw new InvalidOperationException("getter broke") },
            ["z"] = new StubFile(4) { Size = 1 },
        });
        Assert.Equal(["a", "bad", "z"], mounted.Names(@"\"));
    }

    [Fact]
    public void Getters_that_hang_cost_a_listing_little_time_and_no_entry()
    {
        StubDirectory root = new();
        TaskCompletionSource never = new();
        for (var i = 0; i < 100; i++)
            root[$"f{i:00}"] = new StubFile((ulong)i + 2) { Look = () => never.Task };
        using var mounted = Mounted.Start(root);
        var began = TimeProvider.System.GetTimestamp();
        Assert.Equal(100, mounted.Names(@"\").Count);
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Ten_thousand_entries_come_in_order_and_in_time()
    {
        var root = new MemoryVolume(maxNodes: 20_000).CreateRoot();
        for (var i = 0; i < 10_000; i++)
            root.AddFile($"f{i:00000}");
        using var mounted = Mounted.Start(root);
        Assert.Equal(Enumerable.Range(0, 10_000).Select(static i => $"f{i:00000}"), mounted.Names(@"\", 65536));
    }

    [Fact]
    public void A_file_is_not_listed_and_a_directory_not_read()
    {
        using var mounted = Mounted.Start(static root =>
        {
            root.AddFile("a");
            root.AddDirectory("d");
        });
        using var file = mounted.Open(@"\a");
        using var directory = mounted.Open(@"\d");
        Assert.Equal(NtStatus.NotADirectory, file.List(null, 4096, out _, out _));
        Assert.True(directory.Read(0, new byte[10], out _) < 0);
        Assert.True(directory.Write(0, new byte[10], out _) < 0);
    }
}
