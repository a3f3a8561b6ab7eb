using ObjectFs.Tree;
using ObjectFs.WinFsp.Fake;

namespace ObjectFs.WinFsp.Tests;

/// <summary>What NtCreateFile's dispositions and options come to.</summary>
public sealed class OpeningTests
{
    [Fact]
    public void Opening_tells_size_attributes_and_number()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a", "hello"u8));
        using var file = mounted.Open(@"\a");
        Assert.Equal(5UL, file.Info.FileSize);
        Assert.Equal(512UL, file.Info.AllocationSize);
        Assert.True((file.Info.Attributes & (FileAttributes.Directory | FileAttributes.ReadOnly | FileAttributes.Hidden)) == 0);
    }

    [Fact]
    public void A_name_that_is_not_there_is_not_found_and_a_directory_before_it_is_a_path_not_found()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a"));
        Assert.Equal(NtStatus.ObjectNameNotFound, mounted.Try(@"\b"));
        Assert.Equal(NtStatus.ObjectPathNotFound, mounted.Try(@"\b\c"));
        Assert.Equal(NtStatus.ObjectPathNotFound, mounted.Try(@"\a\c"));
        Assert.Equal(NtStatus.ObjectNameNotFound, mounted.Try(@"\b", Access.Write, Disposition.Overwrite));
    }

    [Fact]
    public void Case_does_not_matter_and_the_name_comes_back_as_it_is()
    {
        using var mounted = Mounted.Start(static root => root.AddDirectory("Items").AddFile("First", "1"u8));
        using var file = mounted.Open(@"\ITEMS\first");
        Assert.Equal(@"\Items\First", file.Name);
    }

    [Fact]
    public void Names_that_differ_in_case_only_get_another_each_and_every_one_can_be_opened()
    {
        using var mounted = Mounted.Start(static root =>
        {
            root.AddFile("count", "lower"u8);
            root.AddFile("Count", "upper"u8);
            root.AddFile("COUNT", "all"u8);
        });
        Assert.Equal(["COUNT", "Count~2", "count~3"], mounted.Names(@"\").Order(StringComparer.Ordinal));
        Assert.Equal(["all", "upper", "lower"], [mounted.Read(@"\count"), mounted.Read(@"\COUNT~2"), mounted.Read(@"\Count~3")]);
    }

    [Fact]
    public void A_directory_is_none_where_a_file_is_asked_for_and_the_other_way_round()
    {
        using var mounted = Mounted.Start(static root =>
        {
            root.AddFile("a");
            root.AddDirectory("d");
        });
        Assert.Equal(NtStatus.NotADirectory, mounted.Try(@"\a", options: CreateOptions.DirectoryFile));
        Assert.Equal(NtStatus.FileIsADirectory, mounted.Try(@"\d", options: CreateOptions.NonDirectoryFile));
        Assert.Equal(NtStatus.Success, mounted.Try(@"\d\"));
        Assert.Equal(NtStatus.NotADirectory, mounted.Try(@"\a\"));
    }

    [Fact]
    public void The_root_is_a_directory_under_the_name_of_a_backslash()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a"));
        using var file = mounted.Open(@"\");
        Assert.Equal(@"\", file.Name);
        Assert.True((file.Info.Attributes & FileAttributes.Directory) != 0);
    }

    [Fact]
    public void A_file_that_nobody_may_write_says_so_and_opens_to_read_only()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a", "1"u8, 0b100_100_100));
        Assert.Equal(NtStatus.AccessDenied, mounted.Try(@"\a", Access.Write));
        Assert.Equal(NtStatus.AccessDenied, mounted.Try(@"\a", Access.Read, Disposition.Overwrite));
        Assert.Equal(NtStatus.CannotDelete, mounted.Try(@"\a", Access.Read, options: CreateOptions.DeleteOnClose));
        Assert.Equal("1", mounted.Read(@"\a"));
    }

    [Fact]
    public void Names_that_start_with_a_dot_are_hidden()
    {
        using var mounted = Mounted.Start(static root => root.AddFile(".json"));
        using var file = mounted.Open(@"\.json");
        Assert.True((file.Info.Attributes & FileAttributes.Hidden) != 0);
    }

    [Theory]
    [InlineData((uint)Disposition.Create)]
    [InlineData((uint)Disposition.OpenIf)]
    [InlineData((uint)Disposition.OverwriteIf)]
    public void A_new_name_is_made_by_what_makes_names(uint disposition)
    {
        using var mounted = Mounted.Start(MemoryDirectory.CreateRoot());
        using (var file = mounted.Open(@"\New", Access.Write, (Disposition)disposition))
        {
            Assert.True(file.IsNew);
            Assert.Equal(@"\New", file.Name);
            Assert.Equal(NtStatus.Success, file.Write(0, "x"u8, out _));
        }

        Assert.Equal("x", mounted.Read(@"\New"));
    }

    [Fact]
    public void Making_what_is_there_is_a_collision_and_changes_nothing()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a", "1"u8));
        Assert.Equal(NtStatus.ObjectNameCollision, mounted.Try(@"\A", Access.Write, Disposition.Create));
        Assert.Equal("1", mounted.Read(@"\a"));
    }

    [Fact]
    public void A_directory_is_made_where_one_is_asked_for()
    {
        using var mounted = Mounted.Start(MemoryDirectory.CreateRoot());
        using (var made = mounted.Open(@"\d", Access.Read, Disposition.Create, CreateOptions.DirectoryFile))
            Assert.True((made.Info.Attributes & FileAttributes.Directory) != 0);
        Assert.Equal(NtStatus.FileIsADirectory, mounted.Try(@"\d", Access.Write, Disposition.Create, CreateOptions.NonDirectoryFile));
        Assert.Equal(["d"], mounted.Names(@"\"));
    }

    [Fact]
    public void Where_nothing_may_be_made_it_is_refused()
    {
        using var mounted = Mounted.Start(new StubDirectory());
        Assert.Equal(NtStatus.AccessDenied, mounted.Try(@"\new", Access.Write, Disposition.Create));
        Assert.Equal(NtStatus.AccessDenied, mounted.Try(@"\new", Access.Read, Disposition.Create, CreateOptions.DirectoryFile));
        Assert.Equal(NtStatus.ObjectPathNotFound, mounted.Try(@"\no\new", Access.Write, Disposition.Create));
    }

    [Fact]
    public void Opening_to_overwrite_empties_and_tells_so()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a", "hello"u8));
        using (var file = mounted.Open(@"\a", Access.Write, Disposition.Overwrite))
            Assert.Equal(0UL, file.Info.FileSize);
        Assert.Equal("", mounted.Read(@"\a"));
    }

    [Fact]
    public void Superseding_empties_as_overwriting_does()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a", "hello"u8));
        using (mounted.Open(@"\a", Access.Write | Access.Delete, Disposition.Supersede))
        {
        }

        Assert.Equal("", mounted.Read(@"\a"));
    }

    [Fact]
    public void What_cannot_be_overwritten_is_closed_again()
    {
        var closed = 0;
        StubHandle handle = new() { OnTruncate = static _ => Errno.EBUSY, OnClose = () => closed++ };
        using (var mounted = Mounted.Start(new StubDirectory { ["a"] = new StubFile(2) { Handle = () => handle } }))
        {
            Assert.Equal(NtStatus.SharingViolation, mounted.Try(@"\a", Access.Write, Disposition.Overwrite));
            Assert.Equal(0, mounted.Mount.Statistics.OpenFiles);
        }

        Assert.Equal(1, closed);
    }

    [Fact]
    public void Looking_at_attributes_opens_nothing()
    {
        var opened = 0;
        StubFile file = new(2)
        {
            Opener = _ =>
            {
                opened++;
                return new(Errno.EIO);
            },
        };
        using var mounted = Mounted.Start(new StubDirectory { ["a"] = file });
        Assert.Equal(NtStatus.Success, mounted.Try(@"\a", Access.ReadAttributes));
        Assert.Equal(0, opened);
    }

    [Fact]
    public void What_a_node_refuses_at_its_opening_is_refused_there()
    {
        using var mounted = Mounted.Start(new StubDirectory { ["a"] = new StubFile(2) { Opener = static _ => new(Errno.EBUSY) } });
        Assert.Equal(NtStatus.SharingViolation, mounted.Try(@"\a"));
    }

    [Fact]
    public void The_caller_is_the_process_that_asks()
    {
        Caller? caller = null;
        CallerNode node = new(c => caller = c);
        using var mounted = Mounted.Start(new StubDirectory { ["a"] = node });
        Assert.Equal(NtStatus.Success, mounted.Drive.Create(@"\a", Disposition.Open, Access.Read, out var file, process: 77));
        file!.Dispose();
        Assert.Equal(77, caller?.ProcessId);
    }

    [Theory]
    [InlineData(@"\desktop.ini")]
    [InlineData(@"\Thumbs.db")]
    [InlineData(@"\AUTORUN.INF")]
    public void What_the_shell_looks_for_everywhere_is_not_asked_of_the_tree(string path)
    {
        using var mounted = Mounted.Start(new ThrowingDirectory());
        Assert.Equal(NtStatus.ObjectNameNotFound, mounted.Try(path));
    }

    private sealed class CallerNode(Action<Caller> opened) : Node
    {
        public override NodeKind Kind => NodeKind.File;

        public override ulong Inode => 2;

        public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
            new(new NodeAttributes { Kind = Kind, Inode = Inode, Mode = 0x124 });

        public override ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken)
        {
            opened(caller);
            return new(new StubHandle());
        }
    }

    private sealed class ThrowingDirectory : Node
    {
        public override NodeKind Kind => NodeKind.Directory;

        public override ulong Inode => 1;

        public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
            new(new NodeAttributes { Kind = Kind, Inode = Inode, Mode = 0x1ED });

        public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken) => throw new InvalidOperationException("asked");
    }
}
