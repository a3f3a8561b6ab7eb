using ObjectFs.Tree;

namespace ObjectFs.Fuse.Tests;

/// <summary>Every opcode through the real kernel, asked for by real programs.</summary>
public sealed class FileSystemTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_are_made_written_read_appended_cut_and_removed_by_dotnet()
    {
        await using var mounted = await Mounted.StartAsync(MemoryDirectory.CreateRoot());
        var path = mounted["file"];
        await File.WriteAllTextAsync(path, "one\n", Token);
        await File.AppendAllTextAsync(path, "two\n", Token);
        Assert.Equal("one\ntwo\n", await File.ReadAllTextAsync(path, Token));
        Assert.Equal(8, new FileInfo(path).Length);
        await using (var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite))
        {
            stream.SetLength(3);
            stream.Flush(flushToDisk: true);
        }

        Assert.Equal("one"u8.ToArray(), await File.ReadAllBytesAsync(path, Token));
        File.Move(path, mounted["other"]);
        File.Delete(mounted["other"]);
        Assert.Empty(Directory.GetFileSystemEntries(mounted.Mount.MountPoint));
    }

    [Fact]
    public async Task A_megabyte_goes_through_unchanged()
    {
        await using var mounted = await Mounted.StartAsync(MemoryDirectory.CreateRoot());
        var content = new byte[5_000_001];
        new Random(1).NextBytes(content);
        await File.WriteAllBytesAsync(mounted["big"], content, Token);
        Assert.Equal(content, await File.ReadAllBytesAsync(mounted["big"], Token));
    }

    [Theory]
    [InlineData("echo hi > f && cat f", "hi\n")]
    [InlineData("echo a > f && echo b >> f && cat f && stat -c %s f", "a\nb\n4\n")]
    [InlineData("mkdir d && touch d/x && ls d && rm d/x && rmdir d && ls", "x\n")]
    [InlineData("ln -s target link && readlink link && stat -c %F link", "target\nsymbolic link\n")]
    [InlineData("echo a > f && mv f g && cat g", "a\n")]
    [InlineData("echo a > f && echo b > g && mv -n f g; cat g f", "b\na\n")]
    [InlineData("echo a > f && echo b > g && mv -f f g && cat g && ls", "b\n", "a\ng\n")]
    [InlineData("touch f && chmod 640 f && chown 12:34 f && touch -d @1000000000.5 f && stat -c '%a %u %g %.1Y' f", "640 12 34 1000000000.5\n")]
    [InlineData("setfattr -n user.k -v v f 2>/dev/null; touch f && setfattr -n user.k -v v f && getfattr --only-values -n user.k f && setfattr -x user.k f && getfattr f", "v")]
    [InlineData("touch f && setfattr -n security.x -v v f; echo $?", "1\n")]
    [InlineData("echo abcdef > f && truncate -s 3 f && cat f && truncate -s 5 f && stat -c ' %s' f", "abc 5\n")]
    [InlineData("stat -f -c '%s %l' .", "4096 255\n")]
    [InlineData("printf '#!/bin/sh\\necho ran $1\\n' > run && chmod +x run && ./run well", "ran well\n")]
    [InlineData("touch f && chmod 444 f && test -x f; echo $?; test -r f; echo $?", "1\n0\n")]
    [InlineData("touch f && ln f g 2>&1 | grep -o 'Operation not permitted'", "Operation not permitted\n")]
    [InlineData("mkfifo p 2>&1 | grep -o 'Operation not permitted'", "Operation not permitted\n")]
    [InlineData("mkdir -p a/b/c && mv a/b/c a && ls a && mv a a/b 2>&1 | grep -o 'subdirectory'", "b\nc\nsubdirectory\n")]
    [InlineData("mkdir d && touch d/x && rmdir d 2>&1 | grep -o 'Directory not empty'", "Directory not empty\n")]
    [InlineData("cat absent 2>&1 | grep -o 'No such file'", "No such file\n")]
    [InlineData("echo hello > f && sed -i s/hello/bye/ f && cat f", "bye\n")]
    [InlineData("echo x > f && exec 3< f && rm f && cat <&3", "x\n")]
    [InlineData("echo x > f && dd if=f of=g status=none conv=fsync && cmp f g && echo same", "same\n")]
    [InlineData("for i in $(seq 2000); do echo $i; done | xargs touch && ls | wc -l && rm -rf ./* && ls | wc -l", "2000\n0\n")]
    [InlineData("touch $(printf 'x%.0s' $(seq 255)) && touch $(printf 'x%.0s' $(seq 256)) 2>&1 | grep -o 'too long'", "too long\n")]
    [InlineData("echo abc > f && tar cf t f && tar xOf t f && cp -a f g && cat g", "abc\nabc\n")]
    [InlineData("python3 -c 'import mmap; f=open(\"m\",\"w+b\"); f.write(b\"x\"*10); f.flush(); mmap.mmap(f.fileno(),10)' 2>&1 | grep -o 'No such device'", "No such device\n")]
    public async Task Programs_do_what_they_do_on_a_disk(string script, string expected, string? unlike = null)
    {
        await using var mounted = await Mounted.StartAsync(MemoryDirectory.CreateRoot());
        var (_, output, errors) = await mounted.ShellAsync(script);
        if (unlike is null)
            Assert.Equal(expected, output);
        else
            Assert.NotEqual(expected, output);
        Assert.DoesNotContain("Function not implemented", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_change_places_and_are_not_replaced_where_that_is_asked()
    {
        await using var mounted = await Mounted.StartAsync(MemoryDirectory.CreateRoot());
        await File.WriteAllTextAsync(mounted["a"], "a", Token);
        await File.WriteAllTextAsync(mounted["b"], "b", Token);
        Assert.Equal(Errno.EEXIST, Posix.Rename(mounted["a"], mounted["b"], (uint)RenameFlags.NoReplace));
        Assert.Equal(Errno.None, Posix.Rename(mounted["a"], mounted["b"], (uint)RenameFlags.Exchange));
        Assert.Equal("b", await File.ReadAllTextAsync(mounted["a"], Token));
        Assert.Equal("a", await File.ReadAllTextAsync(mounted["b"], Token));
    }

    [Fact]
    public async Task A_listing_can_be_rewound_and_gives_each_name_once()
    {
        var root = MemoryDirectory.CreateRoot();
        var many = root.AddDirectory("many");
        for (var i = 0; i < 10_000; i++)
            many.AddFile($"f{i:D5}");
        await using var mounted = await Mounted.StartAsync(root);
        var names = Directory.EnumerateFiles(mounted["many"]).Select(Path.GetFileName).ToList();
        Assert.Equal(10_000, names.Count);
        Assert.Equal(10_000, names.Distinct().Count());
        var (_, output, _) = await mounted.ShellAsync("python3 -c 'import os; d=os.open(\"many\",0); print(len(os.listdir(d)), len(os.listdir(d)))'; ls -ia many | head -2 | awk '{print $2}'");
        Assert.Equal("10000 10000\n.\n..\n", output);
    }

    [Fact]
    public async Task A_read_only_mount_changes_nothing()
    {
        var root = MemoryDirectory.CreateRoot();
        root.AddFile("f", "content"u8);
        await using var mounted = await Mounted.StartAsync(root, static options => options with { ReadOnly = true });
        Assert.Equal("content", await File.ReadAllTextAsync(mounted["f"], Token));
        var (_, _, errors) = await mounted.ShellAsync("echo x > f; touch g; rm f; mkdir d; chmod 777 f; mv f g; setfattr -n user.x -v y f");
        Assert.Equal(7, errors.Split("Read-only file system").Length - 1);
    }

    [Fact]
    public async Task Owner_and_group_are_those_of_the_options()
    {
        var root = MemoryDirectory.CreateRoot();
        await using var mounted = await Mounted.StartAsync(root, static options => options with { UserId = 1234, GroupId = 5678 });
        Assert.Equal("1234 5678\n", (await mounted.ShellAsync("stat -c '%u %g' .")).Output);
    }

    [Fact]
    public async Task Others_come_in_only_where_allowed_and_the_bits_then_count()
    {
        var root = MemoryDirectory.CreateRoot();
        root.AddFile("open", "open"u8);
        root.AddFile("closed", "closed"u8, 0b110_000_000);
        await using var alone = await Mounted.StartAsync(root);
        await using var shared = await Mounted.StartAsync(root, static options => options with { AllowOther = true });
        await alone.RunAsync("chmod", "755", Path.GetDirectoryName(alone.Mount.MountPoint)!, Path.GetDirectoryName(shared.Mount.MountPoint)!);
        string[] nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "cat"];
        Assert.NotEqual(0, (await alone.RunAsync([.. nobody, alone["open"]])).Status);
        Assert.Equal("open", (await shared.RunAsync([.. nobody, shared["open"]])).Output);
        Assert.Contains("Permission denied", (await shared.RunAsync([.. nobody, shared["closed"]])).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_readers_and_writers_at_once_see_whole_values_and_leave_nothing_behind()
    {
        var root = MemoryDirectory.CreateRoot();
        for (var i = 0; i < 10; i++)
            root.AddFile($"f{i}", new byte[1000]);
        await using var mounted = await Mounted.StartAsync(root);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(worker => Task.Run(
            () =>
            {
                var buffer = new byte[1000];
                for (var round = 0; round < 100; round++)
                {
                    using var file = File.OpenHandle(mounted[$"f{round % 10}"], FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
                    if (worker % 2 == 0)
                    {
                        buffer.AsSpan().Fill((byte)worker);
                        RandomAccess.Write(file, buffer, 0);
                    }
                    else
                    {
                        Assert.Equal(1000, RandomAccess.Read(file, buffer, 0));
                        Assert.Equal(-1, buffer.AsSpan().IndexOfAnyExcept(buffer[0]));
                    }
                }
            },
            Token)));
        await mounted.DisposeAsync();
        Assert.Equal(0, mounted.Mount.Statistics.OpenFiles);
    }

    [Fact]
    public async Task Forgotten_nodes_leave_the_table()
    {
        var root = MemoryDirectory.CreateRoot();
        for (var i = 0; i < 100; i++)
            root.AddFile($"f{i}");
        await using var mounted = await Mounted.StartAsync(root);
        Assert.Equal("0\n", (await mounted.ShellAsync("cat f* > /dev/null; rm f*; echo $?")).Output);
        // an unlinked file is forgotten by the kernel in its own time: the next answers push that on
        for (var i = 0; i < 1000 && mounted.Mount.Statistics.Nodes != 0; i++)
            _ = File.Exists(mounted["absent"]);
        Assert.Equal(0, mounted.Mount.Statistics.Nodes);
        Assert.Equal(0, mounted.Mount.Statistics.OpenFiles);
    }
}
