using System.Text;

namespace ObjectFs.Tree.Tests;

/// <summary>Files in memory, and what a volume of them counts.</summary>
public sealed class MemoryNodeTests : MemoryCase
{
    [Fact]
    public void TheRoot_is_inode_1_and_numbers_are_never_used_again()
    {
        Assert.Equal(1UL, Root.Inode);
        var first = Root.AddFile("a").Inode;
        Assert.Equal(Errno.None, Remove("a"));
        Assert.NotEqual(first, Root.AddFile("a").Inode);
    }

    [Fact]
    public void What_is_written_is_read_across_chunks()
    {
        var file = Root.AddFile("f");
        var content = new byte[300_000];
        new Random(1).NextBytes(content);
        for (var at = 0; at < content.Length; at += 70_001)
            Assert.True(file.Write(at, content.AsSpan(at, Math.Min(70_001, content.Length - at))).Succeeded);
        Assert.Equal(content, file.ToArray());
        Assert.Equal(content.Length, Volume.Bytes);
    }

    [Fact]
    public void Random_writes_and_truncations_do_what_an_array_does()
    {
        var file = Root.AddFile("f");
        var model = Array.Empty<byte>();
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            if (random.Next(4) == 0)
            {
                var size = random.Next(200_000);
                Assert.Equal(Errno.None, Now(file.SetAttributesAsync(new AttributeChanges { Size = size }, Caller.Self, Token)).Errno);
                Array.Resize(ref model, size);
            }
            else
            {
                var data = new byte[random.Next(5000)];
                random.NextBytes(data);
                var at = random.Next(150_000);
                Assert.Equal(data.Length, file.Write(at, data).Value);
                if (data.Length > 0 && at + data.Length > model.Length)
                    Array.Resize(ref model, at + data.Length);
                data.CopyTo(model.AsSpan(Math.Min(at, model.Length)));
            }

            Assert.Equal(model.Length, file.Size);
        }

        Assert.Equal(model, file.ToArray());
        Assert.Equal(model.Length, Volume.Bytes);
    }

    [Fact]
    public void Past_the_limit_of_bytes_nothing_is_written()
    {
        var file = Root.AddFile("f", new byte[1 << 20]);
        Assert.Equal(Errno.ENOSPC, file.Write(null, [1]).Errno);
        Assert.Equal(Errno.ENOSPC, file.Write(long.MaxValue - 1, [1]).Errno);
        Assert.Equal(Errno.EFBIG, file.Write(long.MaxValue, [1]).Errno);
        Assert.Equal(Errno.ENOSPC, Now(file.SetAttributesAsync(new AttributeChanges { Size = long.MaxValue }, Caller.Self, Token)).Errno);
        Assert.Equal(Errno.EINVAL, Now(file.SetAttributesAsync(new AttributeChanges { Size = -1 }, Caller.Self, Token)).Errno);
        Assert.Equal(1 << 20, file.Size);
        Assert.Equal(Errno.None, Remove("f"));
        Assert.Equal(0, Volume.Bytes);
    }

    [Fact]
    public void Past_the_limit_of_nodes_nothing_is_made()
    {
        for (var i = 1; i < 20; i++)
            Root.AddFile($"f{i}");
        Assert.Equal(Errno.ENOSPC, Now(Root.CreateDirectoryAsync("d"u8, 0, Caller.Self, Token)).Errno);
        Assert.Equal(Errno.ENOSPC, Now(Root.CreateAsync("g"u8, 0, OpenFlags.Write, Caller.Self, Token)).Errno);
        Assert.Equal(Errno.ENOSPC, Now(Root.CreateSymlinkAsync("l"u8, "t"u8, Caller.Self, Token)).Errno);
        Assert.Equal(Errno.ENOSPC, Volume.CreateFile(0, Caller.Self).Errno);
        Assert.Equal(Errno.None, Remove("f1"));
        Root.AddDirectory("d");
    }

    [Fact]
    public async Task A_removed_file_lives_until_its_last_handle_is_closed()
    {
        var file = Root.AddFile("f", "content"u8);
        var handle = (await file.OpenAsync(OpenFlags.Read, Caller.Self, Token)).Value;
        Assert.Equal(Errno.None, Remove("f"));
        var buffer = new byte[10];
        Assert.Equal(7, (await handle.ReadAsync(0, buffer, Token)).Value);
        Assert.Equal((2, 7L), (Volume.Nodes, Volume.Bytes));
        await handle.CloseAsync();
        await handle.CloseAsync();
        Assert.Equal((1, 0L), (Volume.Nodes, Volume.Bytes));
    }

    [Fact]
    public async Task A_file_that_was_given_back_takes_nothing_any_more()
    {
        var file = Root.AddFile("f", "content"u8);
        Assert.Equal(Errno.None, Remove("f"));
        Assert.Equal(Errno.ESTALE, (await file.OpenAsync(OpenFlags.Write, Caller.Self, Token)).Errno);
        Assert.Equal(Errno.ESTALE, file.Write(0, "more"u8).Errno);
        Assert.Equal(Errno.ESTALE, (await file.SetAttributesAsync(new AttributeChanges { Size = 5 }, Caller.Self, Token)).Errno);
        Assert.Equal(Errno.ESTALE, (await file.SetXattrAsync("user.a"u8, "1"u8, XattrFlags.None, Caller.Self, Token)).Errno);
        Assert.Equal((1, 0L), (Volume.Nodes, Volume.Bytes));
    }

    [Fact]
    public void A_part_of_a_volume_has_bounds_of_its_own_and_counts_in_the_whole()
    {
        var part = Volume.CreatePart(maxBytes: 100, maxNodes: 2, maxFileBytes: 80);
        var (one, other) = (part.CreateFile(0, Caller.Self).Value, part.CreateFile(0, Caller.Self).Value);
        Assert.Equal(Errno.ENOSPC, part.CreateFile(0, Caller.Self).Errno);
        Assert.NotEqual(one.Inode, other.Inode);
        Assert.Equal(Errno.EFBIG, one.Write(0, new byte[81]).Errno);
        Assert.Equal(80, one.Write(0, new byte[80]).Value);
        Assert.Equal(Errno.ENOSPC, other.Write(0, new byte[21]).Errno);
        Assert.Equal((2, 80L, 3, 80L), (part.Nodes, part.Bytes, Volume.Nodes, Volume.Bytes));
        one.Discard();
        Assert.Equal((1, 0L, 2, 0L), (part.Nodes, part.Bytes, Volume.Nodes, Volume.Bytes));
        Root.AddFile("f", new byte[(1 << 20) - 10]);
        Assert.Equal(Errno.ENOSPC, other.Write(0, new byte[11]).Errno);
        Assert.Equal(0, part.Bytes);
    }

    [Fact]
    public async Task A_handle_does_only_what_it_was_opened_for()
    {
        var file = Root.AddFile("f", "abc"u8);
        var reader = (await file.OpenAsync(OpenFlags.Read, Caller.Self, Token)).Value;
        Assert.Equal(Errno.EBADF, (await reader.WriteAsync(0, new byte[1], Token)).Errno);
        Assert.Equal(Errno.EINVAL, (await reader.TruncateAsync(0, Token)).Errno);
        var appender = (await file.OpenAsync(OpenFlags.Write | OpenFlags.Append, Caller.Self, Token)).Value;
        Assert.Equal(Errno.EBADF, (await appender.ReadAsync(0, new byte[1], Token)).Errno);
        await appender.WriteAsync(0, "d"u8.ToArray(), Token);
        Assert.Equal("abcd"u8.ToArray(), file.ToArray());
        _ = await file.OpenAsync(OpenFlags.Write | OpenFlags.Truncate, Caller.Self, Token);
        Assert.Equal(0, file.Size);
    }

    [Fact]
    public async Task Extended_attributes_are_set_listed_and_removed_within_limits()
    {
        Assert.Equal(Errno.ENODATA, await Set("user.a", "1", XattrFlags.Replace));
        Assert.Equal(Errno.None, await Set("user.a", "1", XattrFlags.Create));
        Assert.Equal(Errno.EEXIST, await Set("user.a", "2", XattrFlags.Create));
        Assert.Equal(Errno.None, await Set("user.a", "22", XattrFlags.None));
        Assert.Equal("22"u8.ToArray(), (await Root.GetXattrAsync("user.a"u8, Token)).Value.ToArray());
        Assert.Equal("user.a\0"u8.ToArray(), (await Root.ListXattrsAsync(Token)).Value.ToArray());
        Assert.Equal(Errno.ENOSPC, await Set("user.b", new string('x', 65536), XattrFlags.None));
        Assert.Equal(Errno.ERANGE, await Set(new string('n', 256), "", XattrFlags.None));
        Assert.Equal(9, Volume.Bytes);
        Assert.True((await Root.RemoveXattrAsync("user.a"u8, Caller.Self, Token)).Succeeded);
        Assert.Equal(Errno.ENODATA, (await Root.RemoveXattrAsync("user.a"u8, Caller.Self, Token)).Errno);
        Assert.Equal(0, Volume.Bytes);

        async Task<Errno> Set(string name, string value, XattrFlags flags) =>
            (await Root.SetXattrAsync(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(value), flags, Caller.Self, Token)).Errno;
    }

    [Fact]
    public async Task Mode_owner_and_times_are_kept()
    {
        var file = Root.AddFile("f");
        var changed = (await file.SetAttributesAsync(new AttributeChanges { Mode = 0x1ED, UserId = 5, GroupId = 6, Modified = 7 }, Caller.Self, Token)).Value;
        Assert.Equal((0x1ED, 5u, 6u, 7L), (changed.Mode, changed.UserId, changed.GroupId, changed.Modified));
        Assert.Equal(changed.Changed, (await file.GetAttributesAsync(Token)).Value.Changed);
        file.Write(0, "x"u8);
        Assert.True((await file.GetAttributesAsync(Token)).Value.Modified > 7);
    }

    [Fact]
    public void What_many_do_at_once_leaves_the_counts_right()
    {
        var volume = new MemoryVolume();
        var root = volume.CreateRoot();
        var other = root.AddDirectory("other");
        Parallel.For(0, 2000, i =>
        {
            var name = Encoding.UTF8.GetBytes($"f{i % 10}");
            if (Now(root.CreateAsync(name, 0, OpenFlags.Write, Caller.Self, Token)).TryGet(out var created))
            {
                _ = Now(created.Handle.WriteAsync(0, new byte[i % 100], Token));
                _ = Now(root.RenameAsync(name, other, name, RenameFlags.None, Caller.Self, Token));
                Closed(created.Handle.CloseAsync());
            }

            _ = Now(other.RemoveAsync(name, NodeKind.File, Caller.Self, Token));
        });
        for (var i = 0; i < 10; i++)
        {
            _ = Now(root.RemoveAsync(Encoding.UTF8.GetBytes($"f{i}"), NodeKind.File, Caller.Self, Token));
            _ = Now(other.RemoveAsync(Encoding.UTF8.GetBytes($"f{i}"), NodeKind.File, Caller.Self, Token));
        }

        Assert.Equal((2, 0L), (volume.Nodes, volume.Bytes));
    }
}
