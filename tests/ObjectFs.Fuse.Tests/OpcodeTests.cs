using System.Runtime.InteropServices;
using System.Text;
using ObjectFs.Tree;
using static ObjectFs.Fuse.Tests.FakeKernel;

namespace ObjectFs.Fuse.Tests;

/// <summary>What the running kernel seldom or never asks.</summary>
public sealed class OpcodeTests
{
    [Fact]
    public void STATX_says_what_GETATTR_says()
    {
        var root = MemoryDirectory.CreateRoot();
        root.AddFile("f", "content"u8, 0b110_000_000);
        using var kernel = new FakeKernel(root, new SessionOptions { UserId = 7, GroupId = 8 });
        var file = kernel.Lookup(1, "f");
        var plain = Read<AttributesOut>(kernel.Call(Opcode.GetAttributes, file, new byte[16])).Attributes;
        var extended = Read<StatxOut>(kernel.Call(Opcode.Statx, file, Bytes(default(StatxIn))));
        Assert.Equal(
            (plain.Inode, plain.Size, plain.Mode, plain.UserId, plain.GroupId, plain.Links, plain.ModifySeconds, plain.ModifyNanoseconds),
            (extended.Inode, extended.Size, extended.Mode, extended.UserId, extended.GroupId, extended.Links, extended.Modify.Seconds, extended.Modify.Nanoseconds));
        Assert.Equal((7UL, 7u, 8u, 0x8180u), (plain.Size, plain.UserId, plain.GroupId, plain.Mode));
    }

    [Theory]
    [InlineData(1L, 0L, 1u)]
    [InlineData(-1L, -1L, 999_999_999u)]
    [InlineData(-1_000_000_000L, -1L, 0u)]
    [InlineData(1_500_000_000_123_456_789L, 1_500_000_000L, 123_456_789u)]
    public void Times_before_and_after_1970_are_split_into_seconds_and_nanoseconds(long time, long seconds, uint nanoseconds)
    {
        using var kernel = new FakeKernel(MemoryDirectory.CreateRoot());
        var changed = Read<AttributesOut>(kernel.Call(
            Opcode.SetAttributes, 1, Bytes(new SetAttributesIn { Valid = (uint)SetAttributesMask.ModifyTime, ModifySeconds = seconds, ModifyNanoseconds = nanoseconds })));
        Assert.Equal((seconds, nanoseconds), (changed.Attributes.ModifySeconds, changed.Attributes.ModifyNanoseconds));
        Assert.Equal(time, (changed.Attributes.ModifySeconds * 1_000_000_000) + changed.Attributes.ModifyNanoseconds);
    }

    [Theory]
    [InlineData(Opcode.ReadDirectory)]
    [InlineData(Opcode.ReadDirectoryPlus)]
    public void A_listing_goes_on_where_it_was_full_and_gives_each_name_once(object opcode)
    {
        var root = MemoryDirectory.CreateRoot();
        for (var i = 0; i < 50; i++)
            root.AddFile($"file{i}");
        using var kernel = new FakeKernel(root);
        var handle = Read<OpenOut>(kernel.Call(Opcode.OpenDirectory, 1, Bytes(default(OpenIn)))).FileHandle;
        var prefix = (Opcode)opcode == Opcode.ReadDirectoryPlus ? Marshal.SizeOf<EntryOut>() : 0;
        var names = new List<string>();
        for (var offset = 0UL; ;)
        {
            var body = kernel.Call((Opcode)opcode, 1, Bytes(new ReadIn { ReadFlags = ReadIn.ByOwner, FileHandle = handle, Offset = offset, Size = 400 })).Body;
            Assert.InRange(body.Length, 0, 400);
            if (body.Length == 0)
                break;

            for (var at = 0; at < body.Length;)
            {
                var entry = MemoryMarshal.Read<DirectoryEntry>(body.AsSpan(at + prefix));
                names.Add(Encoding.UTF8.GetString(body, at + prefix + 24, (int)entry.NameLength));
                offset = entry.Offset;
                at += (prefix + 24 + (int)entry.NameLength + 7) & ~7;
            }
        }

        Assert.Equal([".", "..", .. Enumerable.Range(0, 50).Select(static i => $"file{i}")], names);
    }

    [Fact]
    public void A_listing_with_room_for_nothing_is_empty()
    {
        using var kernel = new FakeKernel(MemoryDirectory.CreateRoot());
        var handle = Read<OpenOut>(kernel.Call(Opcode.OpenDirectory, 1, Bytes(default(OpenIn)))).FileHandle;
        Assert.Empty(kernel.Call(Opcode.ReadDirectory, 1, Bytes(new ReadIn { ReadFlags = ReadIn.ByOwner, FileHandle = handle, Size = 8 })).Body);
    }

    [Fact]
    public void DESTROY_is_answered()
    {
        using var kernel = new FakeKernel(MemoryDirectory.CreateRoot());
        Assert.Equal(0, kernel.Call(Opcode.Destroy, 0).Error);
    }

    [Fact]
    public void What_is_asked_of_the_wrong_kind_of_handle_is_refused()
    {
        var root = MemoryDirectory.CreateRoot();
        root.AddFile("f");
        using var kernel = new FakeKernel(root);
        var file = kernel.Lookup(1, "f");
        var directory = Read<OpenOut>(kernel.Call(Opcode.OpenDirectory, 1, Bytes(default(OpenIn)))).FileHandle;
        Assert.Equal(-(int)Errno.EISDIR, kernel.Call(Opcode.Read, 1, Bytes(new ReadIn { ReadFlags = ReadIn.ByOwner, FileHandle = directory, Size = 1 })).Error);
        Assert.Equal(-(int)Errno.EBADF, kernel.Call(Opcode.Write, 1, Bytes(new WriteIn { FileHandle = directory, Size = 1 }), [1]).Error);
        Assert.Equal(-(int)Errno.ENOTDIR, kernel.Call(Opcode.ReadDirectory, file, Bytes(new ReadIn { ReadFlags = ReadIn.ByOwner, FileHandle = kernel.Open(file), Size = 100 })).Error);
        Assert.Equal(-(int)Errno.ENOTDIR, kernel.Call(Opcode.OpenDirectory, file, Bytes(default(OpenIn))).Error);
        Assert.Equal(-(int)Errno.EISDIR, kernel.Call(Opcode.Open, 1, Bytes(default(OpenIn))).Error);
        Assert.Equal(-(int)Errno.EINVAL, kernel.Call(Opcode.ReadLink, file).Error);
    }

    [Theory]
    [InlineData(1000u, 6u, true)]
    [InlineData(1000u, 1u, false)]
    [InlineData(2000u, 4u, false)]
    [InlineData(0u, 6u, true)]
    [InlineData(0u, 1u, false)]
    public async Task ACCESS_tells_what_the_bits_allow(uint owner, uint mask, bool allowed)
    {
        var root = MemoryDirectory.CreateRoot();
        root.AddFile("f", mode: 0b110_000_000);
        using var kernel = new FakeKernel(root, new SessionOptions { UserId = owner == 2000 ? 2000u : 1000u, GroupId = 9 });
        var file = kernel.Lookup(1, "f");
        var frame = Frame(Opcode.Access, file, 0x1002, Bytes(new AccessIn { Mask = mask }));
        if (owner == 0)
            MemoryMarshal.Write(frame.AsSpan(24), 0u);
        kernel.Send(frame);
        Assert.Equal(allowed ? 0 : -(int)Errno.EACCES, (await kernel.Expect(0x1002)).Error);
    }

    [Fact]
    public void Attributes_are_sized_first_and_refused_where_there_is_no_room()
    {
        var root = MemoryDirectory.CreateRoot();
        using var kernel = new FakeKernel(root);
        Assert.Equal(0, kernel.Call(Opcode.SetXattr, 1, Bytes(new SetXattrIn { Size = 5 }), Name("user.x"), "value"u8.ToArray()).Error);
        Assert.Equal(5u, Read<GetXattrOut>(kernel.Call(Opcode.GetXattr, 1, Bytes(default(GetXattrIn)), Name("user.x"))).Size);
        Assert.Equal(-(int)Errno.ERANGE, kernel.Call(Opcode.GetXattr, 1, Bytes(new GetXattrIn { Size = 4 }), Name("user.x")).Error);
        Assert.Equal("value"u8.ToArray(), kernel.Call(Opcode.GetXattr, 1, Bytes(new GetXattrIn { Size = 5 }), Name("user.x")).Body);
        Assert.Equal("user.x\0"u8.ToArray(), kernel.Call(Opcode.ListXattr, 1, Bytes(new GetXattrIn { Size = 100 })).Body);
        Assert.Equal(-(int)Errno.ENODATA, kernel.Call(Opcode.GetXattr, 1, Bytes(default(GetXattrIn)), Name("user.y")).Error);
        Assert.Equal(-(int)Errno.EOPNOTSUPP, kernel.Call(Opcode.GetXattr, 1, Bytes(default(GetXattrIn)), Name("security.capability")).Error);
    }
}
